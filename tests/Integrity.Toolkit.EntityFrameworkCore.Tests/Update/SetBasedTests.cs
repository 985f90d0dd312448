using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Update;

public abstract class SetBasedTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string, Func<DeskContext, Task<int>>> Statements => new()
    {
        { "delete", db => db.Tickets.ExecuteDeleteAsync() },
        { "delete, sync", db => Task.FromResult(db.Tickets.Where(t => t.Priority > 3).ExecuteDelete()) },
        { "update", db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Closed)) },
        { "update, another member", db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Title, "x")) },
        { "update, shadow", db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => EF.Property<int?>(t, "StatusSequence"), 7)) },
        { "ordered", db => db.Tickets.OrderBy(t => t.Id).Take(1).ExecuteDeleteAsync() },
        { "filters ignored", db => db.Tickets.IgnoreQueryFilters().ExecuteDeleteAsync() },
        { "joined", db => db.Tickets.Join(db.Comments, t => t.Id, c => c.TicketId, (t, c) => t).ExecuteDeleteAsync() },
        {
            "projected",
            db => db.Comments.Join(db.Tickets, c => c.TicketId, t => t.Id, (c, t) => new { c, t })
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.t.Title, "x"))
        },
        { "through a relation", db => db.Tickets.SelectMany(t => t.Comments).ExecuteDeleteAsync() },
        { "history", db => db.TransitionsOf<Ticket>().ExecuteDeleteAsync() },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_set_based_statement_on_an_enforced_type_is_always_rejected(string name, Func<DeskContext, Task<int>> statement)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Comments = { new Comment() } });
        await using var db = app.Open();

        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<IntegrityException>(() => statement(db));

            var violation = Assert.Single(refused.Violations);
            Assert.Equal("bulk.refused", violation.Code);
            Assert.Contains("BypassIntegrity()", violation.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty(name);
        Assert.Empty(app.Sql.Writes);
        Assert.Single(await app.Open().Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_set_based_statement_on_a_type_without_blocks_is_permitted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Plain());
        await using var db = app.Open();

        var updated = await db.Plains.ExecuteUpdateAsync(set => set.SetProperty(p => p.Text, "new"));
        var deleted = await db.Plains.Where(p => db.Tickets.All(t => t.Title != p.Text)).ExecuteDeleteAsync();

        Assert.Equal((1, 1), (updated, deleted));
    }

    [Fact]
    public async Task BypassIntegrity_permits_the_statement_and_is_logged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var rows = await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(t => t.Title, "forced"));

        Assert.Equal(1, rows);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76004);
    }

    [Fact]
    public async Task With_all_blocks_in_observe_mode_a_statement_is_permitted_and_logged()
    {
        await using var app = await TestApplication.CreateAsync(
            database, integrity: i => i.UseDefaultMode(EnforcementMode.Observe));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var rows = await db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Title, "observed"));

        Assert.Equal(1, rows);
        Assert.Contains(
            app.Logs.Messages,
            message => message.Id == 76000 && message.Text.Contains("bulk.refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statement_on_a_base_type_is_rejected_when_a_derived_type_is_enforced()
    {
        var model = DeskModel.With(builder =>
        {
            builder.Entity<Animal>();
            builder.Entity<Dog>().HasSoftDelete();
        });
        await using var app = await TestApplication.CreateAsync(database, model);
        await using var db = app.Open();

        await Assert.ThrowsAsync<IntegrityException>(() => db.Set<Animal>().ExecuteDeleteAsync());
    }

    public class Animal
    {
        public int Id { get; set; }
    }

    public sealed class Dog : Animal;
}

public sealed class SetBasedSqliteTests(SqliteDatabase database) : SetBasedTests<SqliteDatabase>(database);

public sealed class SetBasedPostgresTests(PostgresDatabase database) : SetBasedTests<PostgresDatabase>(database);
