using Casework;
using Casework.Hosting;
using Casework.Matrix;
using Casework.Replay;
using Casework.Tickets;

switch (args)
{
    case ["help" or "--help" or "-h" or "-?", ..] or ["replay" or "matrix", "help" or "--help" or "-h", ..]:
        Console.WriteLine(Usage.Text);
        return ExitCode.Success;
    case ["replay", .. var rest]:
        using (var stop = new CancellationTokenSource())
        {
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            return await ReplayCommand.RunAsync(rest, Console.Out, Console.Error, stop.Token);
        }

    case ["matrix", .. var rest]:
        return await MatrixCommand.RunAsync(rest, Console.Out, Console.Error);

    case [var unknown, ..] when !unknown.StartsWith('-'):
        Console.Error.WriteLine($"Unknown command {unknown}. Try: help");
        return ExitCode.Unusable;
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    var database = CaseworkDatabase.ParseOrFile(
        builder.Configuration["database"] ?? builder.Configuration[CaseworkDatabase.EnvironmentVariable],
        Path.Combine(AppContext.BaseDirectory, "desk.db"));
    if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    {
        builder.WebHost.UseUrls("http://localhost:5080");
    }

    builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    builder.Services.AddHostServices();
    builder.Services.AddTickets(database);

    var app = builder.Build();
    app.UseHost();
    await app.UseTicketsAsync(database);
    await app.StartAsync();
    Console.WriteLine($"Casework on {string.Join(", ", app.Urls)} ({database.Kind})");
    await app.WaitForShutdownAsync();
    return ExitCode.Success;
}
catch (Exception exception) when (Failure.Of(exception) is { } failure)
{
    Console.Error.WriteLine(failure.Line);
    return failure.ExitCode;
}

public partial class Program;
