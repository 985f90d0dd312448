using Replay;
using Samples.Shared;

if (args is ["help", ..] || args.Any(arg => arg is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Usage.Text);
    return ExitCode.Success;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await ReplayCommand.RunAsync(args, Console.Out, Console.Error, stop.Token);
