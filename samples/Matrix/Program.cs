using Matrix;
using Samples.Shared;

if (args is ["help", ..] || args.Any(arg => arg is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Usage.Text);
    return ExitCode.Success;
}

return await MatrixCommand.RunAsync(args, Console.Out, Console.Error);
