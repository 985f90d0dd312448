using Casework.Hosting;
using Casework.Tickets.Authentication;
using Integrity.Toolkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Samples.Shared;

namespace Casework.Tickets;

internal static class DeskServiceCollectionExtensions
{
    public static IServiceCollection AddDesk(
        this IServiceCollection services,
        CaseworkDatabase database,
        Action<IntegrityBuilder> integrity)
        => database.Kind == DatabaseKind.Postgres
            ? services.AddDesk<PostgresDeskContext>(database, integrity)
            : services.AddDesk<SqliteDeskContext>(database, integrity);

    private static IServiceCollection AddDesk<TContext>(
        this IServiceCollection services,
        CaseworkDatabase database,
        Action<IntegrityBuilder> integrity)
        where TContext : DeskContext
        => services
            .AddDbContext<TContext>(options => options.UseDatabase(database).UseIntegrity().UseDatabaseErrorTranslation())
            .AddIntegrity<TContext>(builder => integrity(builder.UseRoles<DeskRoles>()))
            .AddDeskHooks()
            .AddScoped<DeskContext>(scope => scope.GetRequiredService<TContext>());

    /// <summary>Registers the services of the hooks, if the host has not registered them.</summary>
    private static IServiceCollection AddDeskHooks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NotificationLog>();
        return services;
    }
}
