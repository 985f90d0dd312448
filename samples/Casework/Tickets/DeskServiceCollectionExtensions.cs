using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Casework.Tickets;

public static class DeskServiceCollectionExtensions
{
    public static IServiceCollection AddDesk(
        this IServiceCollection services,
        DeskDatabase database,
        Action<IntegrityBuilder> integrity,
        Action<TransitionsOptionsBuilder>? transitions = null)
        => database.Kind == DatabaseKind.Postgres
            ? services.AddDesk<PostgresDeskContext>(
                options => options.UseNpgsql(
                    database.ConnectionString,
                    npgsql => npgsql.MigrationsHistoryTable(HistoryRepository.DefaultTableName, database.Schema)),
                integrity,
                transitions)
            : services.AddDesk<SqliteDeskContext>(
                options => options.UseSqlite(database.ConnectionString), integrity, transitions);

    private static IServiceCollection AddDesk<TContext>(
        this IServiceCollection services,
        Action<DbContextOptionsBuilder> provider,
        Action<IntegrityBuilder> integrity,
        Action<TransitionsOptionsBuilder>? transitions)
        where TContext : DeskContext
        => services
            .AddDbContext<TContext>(options =>
            {
                provider(options);
                options.UseSoftDelete().UseVersioning().UseTransitions(transitions);
            })
            .AddIntegrity<TContext>(integrity)
            .AddScoped<DeskContext>(scope => scope.GetRequiredService<TContext>());
}
