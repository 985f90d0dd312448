using Casework.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Demo;

/// <summary>Brings the schema up to date, and fills an empty desk.</summary>
internal static class DeskSetup
{
    public static async Task RunAsync(CaseworkDatabase database, TimeProvider time)
    {
        var clock = new PlaybackClock();
        await using var services = new ServiceCollection()
            .AddDesk(database, integrity => integrity.Clock(clock))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
        await db.Database.MigrateAsync();
        if (!await db.Tickets.IgnoreQueryFilters().AnyAsync())
        {
            await new DemoTickets(db, clock, time.GetUtcNow().UtcDateTime).SeedAsync();
        }
    }
}
