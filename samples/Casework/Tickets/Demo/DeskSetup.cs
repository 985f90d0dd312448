using Microsoft.EntityFrameworkCore;
using Samples.Shared;

namespace Casework.Tickets.Demo;

/// <summary>Migrates the schema, checks that it has the declared objects, and seeds an empty database.</summary>
internal static class DeskSetup
{
    public static async Task RunAsync(CaseworkDatabase database, TimeProvider time)
    {
        var clock = new PlaybackClock();
        await using var services = new ServiceCollection()
            .AddDesk(database, integrity => integrity.UseTimeProvider(clock))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
        await db.Database.MigrateAsync();
        if (await db.Database.CheckManagedObjectsAsync() is { IsValid: false } report)
        {
            throw new CommandException($"The database objects differ from the declarations of the model. {report}");
        }

        // Corrects the counters for tickets that were created before the counters.
        await db.ReconcileCountersAsync<Ticket>();
        if (!await db.Tickets.IgnoreQueryFilters().AnyAsync())
        {
            await new DemoTickets(db, clock, time.GetUtcNow().UtcDateTime).SeedAsync();
        }
    }
}
