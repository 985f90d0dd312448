using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>One rule set is used by all contexts, pooled and concurrently.</summary>
public abstract class RulesLifetimeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Ruled = DeskModel.With(model =>
    {
        model.Entity<Ticket>().HasRules<TicketRules>();
        model.Entity<Comment>().HasRules<CommentRules>();
    });

    [Fact]
    public async Task A_pooled_context_uses_the_roles_of_the_current_scope()
    {
        var connect = await database.CreateAsync();
        await using var app = new ServiceCollection()
            .AddDbContextPool<RuledContext>(options => connect(options.UseValidation()), poolSize: 1)
            .AddIntegrity<RuledContext>(i => i.UseActor<TestActor>().UseRoles<Bosses>())
            .BuildServiceProvider(validateScopes: true);
        await using (var scope = app.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RuledContext>();
            await db.Database.EnsureCreatedAsync();
            db.Add(new Ticket());
            await db.SaveChangesAsync();
        }

        var outcomes = new List<string>();
        foreach (var name in (string[])["anna", "boss", "ben"])
        {
            await using var scope = app.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TestActor>().Current = Actor.User(name);
            var db = scope.ServiceProvider.GetRequiredService<RuledContext>();
            (await db.Tickets.SingleAsync()).Priority += 1;
            outcomes.Add(await OutcomeAsync(db));
        }

        Assert.Equal(["role.required", "saved", "role.required"], outcomes);
    }

    [Fact]
    public async Task Many_concurrent_contexts_find_the_same_violations()
    {
        await using var world = await TestApplication.CreateAsync(
            database, Ruled, integrity: i => i.UseRoles<Bosses>(), blocks: o => o.UseValidation());
        var ticket = await world.SaveAsync(new Ticket());
        using var turns = new SemaphoreSlim(4);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            await turns.WaitAsync();
            try
            {
                await using var scope = world.Services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
                db.AddRange(new Ticket { Title = i % 2 == 0 ? "" : "a title" }, new Comment { TicketId = i % 3 == 0 ? 4711 : ticket.Id });
                var report = await Task.Run(() => db.ValidateChangesAsync());
                return string.Join(' ', report.Violations.Select(violation => violation.Code));
            }
            finally
            {
                turns.Release();
            }
        }));

        Assert.Equal(
            Enumerable.Range(0, 64).Select(i => (i % 2, i % 3) switch
            {
                (0, 0) => "required reference.missing",
                (0, _) => "required",
                (_, 0) => "reference.missing",
                _ => "",
            }),
            outcomes);
    }

    [Fact]
    public async Task A_factory_context_needs_no_scope_unless_a_rule_reads_the_actor()
    {
        var connect = await database.CreateAsync();
        await using var app = new ServiceCollection()
            .AddSingleton(DeskModel.With(model => model.Entity<Ticket>().HasRules<PlainRules>()))
            .AddDbContextFactory<DeskContext>(options => connect(options.UseValidation()))
            .AddIntegrity<DeskContext>(i => i.UseActor<TestActor>().UseRoles<Bosses>())
            .BuildServiceProvider(validateScopes: true);
        await using var db = await app.GetRequiredService<IDbContextFactory<DeskContext>>().CreateDbContextAsync();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Ticket { Title = "" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("required", exception.Violations.Single().Code);
    }

    [Fact]
    public async Task A_rule_that_reads_the_actor_throws_in_a_factory_context_with_the_remedy()
    {
        var connect = await database.CreateAsync();
        await using var app = new ServiceCollection()
            .AddSingleton(DeskModel.With(model => model.Entity<Ticket>().HasRules<TicketRules>()))
            .AddDbContextFactory<DeskContext>(options => connect(options.UseValidation()))
            .AddIntegrity<DeskContext>(i => i.UseActor<TestActor>().UseRoles<Bosses>())
            .BuildServiceProvider(validateScopes: true);
        await using var db = await app.GetRequiredService<IDbContextFactory<DeskContext>>().CreateDbContextAsync();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Ticket());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("is a scoped service", error.Message, StringComparison.Ordinal);
        Assert.Empty(await db.Tickets.ToListAsync());
    }

    private static async Task<string> OutcomeAsync(DbContext db)
    {
        try
        {
            await db.SaveChangesAsync();
            return "saved";
        }
        catch (IntegrityException refused)
        {
            return refused.Violations.Single().Code;
        }
    }

    public sealed class RuledContext(DbContextOptions<RuledContext> options) : DeskContext(options, Ruled)
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        {
        }
    }

    public sealed class Bosses : IRoleSource
    {
        public bool HasRole(Actor actor, string role) => (actor.Id, role) == ("boss", "manager");
    }

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Priority).ChangedOnlyBy("manager");
        }
    }

    private sealed class CommentRules : EntityRules<Comment>
    {
        public CommentRules() => For(x => x.TicketId).Exists<Ticket>();
    }

    private sealed class PlainRules : EntityRules<Ticket>
    {
        public PlainRules() => For(x => x.Title).Required();
    }
}

public sealed class RulesLifetimeSqliteTests(SqliteDatabase database) : RulesLifetimeTests<SqliteDatabase>(database);

public sealed class RulesLifetimePostgresTests(PostgresDatabase database) : RulesLifetimeTests<PostgresDatabase>(database);
