using Casework.Hosting;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Casework.Replay;

internal static class ReplayServiceCollectionExtensions
{
    public static IServiceCollection AddReplay(
        this IServiceCollection services,
        CaseworkDatabase database,
        TimeProvider clock,
        Action<TransitionsOptionsBuilder>? transitions = null)
        => services
            .AddDbContext<ReplayContext>(options => options
                .UseDatabase(database)
                .UseSoftDelete()
                .UseVersioning()
                .UseTransitions(transitions)
                // Each log teaches a table of its own, and EF Core keeps services for each.
                .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)))
            .AddIntegrity<ReplayContext>(integrity => integrity.Clock(clock));
}
