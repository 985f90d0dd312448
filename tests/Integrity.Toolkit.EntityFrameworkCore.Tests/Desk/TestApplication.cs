using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An application with a database of its own, a fake clock, and recorders.</summary>
public sealed class TestApplication : IAsyncDisposable
{
    private readonly List<IServiceScope> _scopes = [];
    private ServiceProvider _services = null!;

    public FakeTimeProvider Clock { get; } = new(TestTime.Start);

    public SqlRecorder Sql { get; } = new();

    public LogRecorder Logs { get; } = new();

    public List<CommittedSave> Committed { get; } = [];

    public Action<DbContextOptionsBuilder> Connect { get; private set; } = null!;

    public IServiceProvider Services => _services;

    /// <summary>The table with the history of tickets.</summary>
    public string TicketHistory { get; private init; } = "";

    /// <summary>Whether a new entity must be saved before its first transition.</summary>
    public bool KeepsLedger { get; private init; }

    public static async Task<TestApplication> CreateAsync(
        Database database,
        DeskModel? model = null,
        Action<DbContextOptionsBuilder>? options = null,
        Action<IntegrityBuilder>? integrity = null,
        Action<DbContextOptionsBuilder>? blocks = null)
    {
        var app = new TestApplication
        {
            Connect = await database.CreateAsync(),
            KeepsLedger = database is IKeepsLedger,
            TicketHistory = database is ISharesHistory ? SharedHistoryTable.DefaultTable : "TicketStatusHistory",
        };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(app.Logs));
        services.AddSingleton(database switch
        {
            IKeepsLedger => (model ?? DeskModel.Default).WithLedgers(),
            ISharesHistory => (model ?? DeskModel.Default).WithSharedHistory(),
            _ => model ?? DeskModel.Default,
        });
        services.AddDbContext<DeskContext>(builder => app.Configure(builder, blocks, options));
        services.AddIntegrity<DeskContext>(builder =>
        {
            builder.UseActor<TestActor>().UseTimeProvider(app.Clock).OnCommitted(app.Committed.Add);
            integrity?.Invoke(builder);
        });
        app._services = services.BuildServiceProvider(validateScopes: true);

        await using var context = app.Open();
        await context.Database.EnsureCreatedAsync();
        app.Sql.Commands.Clear();
        return app;
    }

    /// <summary>Creates a context in a scope of its own.</summary>
    public DeskContext Open()
    {
        var scope = _services.CreateScope();
        _scopes.Add(scope);
        return scope.ServiceProvider.GetRequiredService<DeskContext>();
    }

    /// <summary>Saves an entity in a context of its own, and clears the recorded SQL.</summary>
    public async Task<TEntity> SaveAsync<TEntity>(TEntity entity)
        where TEntity : class
    {
        await using var context = Open();
        context.Add(entity);
        await context.SaveChangesAsync();
        Sql.Commands.Clear();
        Committed.Clear();
        return entity;
    }

    public void Configure(
        DbContextOptionsBuilder builder,
        Action<DbContextOptionsBuilder>? blocks = null,
        Action<DbContextOptionsBuilder>? options = null)
    {
        Connect(builder);
        builder.AddInterceptors(Sql);
        (blocks ?? (all => all.UseTransitions().UseSoftDelete().UseVersioning()))(builder);
        options?.Invoke(builder);
    }

    public async ValueTask DisposeAsync()
    {
        _scopes.ForEach(scope => scope.Dispose());
        await _services.DisposeAsync();
    }
}
