using Casework.Hosting;
using Casework.Tickets;
using Samples.Shared;

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
