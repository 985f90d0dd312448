using Microsoft.EntityFrameworkCore;
using Samples.Shared;

namespace Casework.Tickets.Demo;

/// <summary>Brings the schema up to date, sees that it holds what the desk declares, and fills an empty desk.</summary>
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
            throw new CommandException($"The database does not hold what the desk declares. {report}");
        }

        // Of tickets that are older than the counter.
        await db.ReconcileCountersAsync<Ticket>();
        if (!await db.Tickets.IgnoreQueryFilters().AnyAsync())
        {
            await new DemoTickets(db, clock, time.GetUtcNow().UtcDateTime).SeedAsync();
        }
    }
}
