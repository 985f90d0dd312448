using Casework.Hosting;
using Integrity.Toolkit;

namespace Casework.Tickets;

public static class DeskServiceCollectionExtensions
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
            .AddDbContext<TContext>(options => options.UseDatabase(database).UseDeskBlocks())
            .AddIntegrity<TContext>(integrity)
            .AddScoped<DeskContext>(scope => scope.GetRequiredService<TContext>());
}
