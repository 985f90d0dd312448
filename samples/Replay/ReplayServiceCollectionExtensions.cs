using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samples.Shared;

namespace Replay;

internal static class ReplayServiceCollectionExtensions
{
    public static IServiceCollection AddReplay(
        this IServiceCollection services,
        CaseworkDatabase database,
        TimeProvider clock,
        Action<TransitionsOptionsBuilder>? transitions = null,
        ReplayHold hold = ReplayHold.None)
        => services
            .AddSingleton(new ReplayModel(hold))
            .AddDbContext<ReplayContext>(options => options
                .UseDatabase(database)
                .UseSoftDelete()
                .UseVersioning()
                .UseTransitions(transitions)
                // Each log has a transition table of its own, so a cached service provider would never be reused.
                .EnableServiceProviderCaching(false))
            .AddIntegrity<ReplayContext>(integrity => integrity.UseTimeProvider(clock));
}
