using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>A history that is kept when its row is permanently deleted.</summary>
public abstract class KeptHistoryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Kept = DeskModel.With(model =>
    {
        model.Entity<Order>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete());
        model.Entity<Carton>(carton =>
        {
            carton.Property(x => x.Code).HasConversion(code => code.Text, text => new Code(text)).HasMaxLength(9);
            carton.HasKey(x => x.Code);
            carton.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete());
        });
    });

    private static readonly DeskModel Guarded = DeskModel.With(model =>
        model.Entity<Order>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete()).GuardInDatabase());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Database_generated_keys_are_stored_in_the_history(bool async)
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var orders = Enumerable.Range(0, 3).Select(_ => new Order()).ToList();
        db.AddRange(orders);
        orders.ForEach(order => db.Entry(order).Fire(Open, "at once"));

        _ = async ? await db.SaveChangesAsync() : db.SaveChanges();

        foreach (var order in orders)
        {
            AssertUnbroken(await app.RowsAsync<Order>(order.Id), "Opened");
        }

        var report = await db.CheckHistoryAsync<Order>();
        Assert.Equal((true, 3, 6), (report.IsValid, report.Entities, report.Rows));
    }

    [Fact]
    public async Task Later_transitions_and_application_assigned_keys_have_history_entries()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var (order, carton) = (new Order(), new Carton { Code = new Code("c1") });
        db.AddRange(order, carton);
        await db.SaveChangesAsync();

        db.Entry(order).Fire(Open);
        db.Entry(carton).Fire(Open);
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Order>(order.Id), "Opened");
        AssertUnbroken(await db.Entry(carton).Transitions().ToListAsync(), "Opened");
        Assert.True((await db.CheckHistoryAsync<Carton>()).IsValid);
    }

    [Fact]
    public async Task The_history_is_kept_after_its_row_is_deleted_and_is_counted_as_kept()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        var id = (await app.SaveAsync(new Order())).Id;
        await using var db = app.Open();
        var order = await db.Set<Order>().SingleAsync();
        db.Entry(order).Fire(Open);
        await db.SaveChangesAsync();

        db.Remove(order);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Set<Order>().ToListAsync());
        AssertUnbroken(await db.HistoryOf<Order>(id).Rows.ToListAsync(), "Opened");
        var report = await db.CheckHistoryAsync<Order>();
        Assert.Equal((true, 0, 2, 1), (report.IsValid, report.Entities, report.Rows, report.Kept));
    }

    [Fact]
    public async Task A_new_row_with_the_key_of_a_deleted_row_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var carton = db.Add(new Carton { Code = new Code("c1") }).Entity;
        await db.SaveChangesAsync();
        db.Remove(carton);
        await db.SaveChangesAsync();

        db.Add(new Carton { Code = new Code("c1") });
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("transition.key-reused", "Carton"), (violation.Code, violation.Entity));
        Assert.DoesNotContain("c1", violation.Message, StringComparison.Ordinal);
        await using var other = app.Open();
        Assert.Empty(await other.Set<Carton>().ToListAsync());
        Assert.Equal(1, await other.TransitionsOf<Carton>().CountAsync());
    }

    [Fact]
    public async Task A_key_generated_again_by_the_database_is_rejected_and_nothing_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var order = db.Add(new Order()).Entity;
        await db.SaveChangesAsync();
        db.Remove(order);
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite()
            ? "DELETE FROM sqlite_sequence WHERE name = 'Order'"
            : """ALTER TABLE "Order" ALTER COLUMN "Id" RESTART""");

        db.Add(new Order());
        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("transition.key-reused", Assert.Single(refused.Violations).Code);
        await using var other = app.Open();
        Assert.Empty(await other.Set<Order>().ToListAsync());
        Assert.Equal(1, await other.TransitionsOf<Order>().CountAsync());
    }

    [Fact]
    public async Task Database_generated_keys_are_not_reused()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var first = db.Add(new Order()).Entity;
        await db.SaveChangesAsync();
        var id = first.Id;
        db.Remove(first);
        await db.SaveChangesAsync();

        var second = db.Add(new Order()).Entity;
        await db.SaveChangesAsync();

        Assert.NotEqual(id, second.Id);
        AssertUnbroken(await app.RowsAsync<Order>(second.Id), "New");
    }

    [Fact]
    public async Task Two_writers_of_one_row_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await app.SaveAsync(new Order());
        await using var one = app.Open();
        await using var two = app.Open();
        var (left, right) = (await one.Set<Order>().SingleAsync(), await two.Set<Order>().SingleAsync());

        one.Entry(left).Fire(Open);
        two.Entry(right).Fire(Open);
        await one.SaveChangesAsync();
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => two.SaveChangesAsync());

        Assert.Equal("transition.conflict", Assert.Single(conflict.Violations).Code);
    }

    [Fact]
    public async Task A_rolled_back_save_leaves_no_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept, blocks: Alone);
        await using var db = app.Open();
        var order = new Order();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Add(order);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal(0, await db.TransitionsOf<Order>().CountAsync());
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task With_a_guard_the_history_is_kept_for_any_delete()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded, blocks: Alone);
        await app.SaveAsync(new Order());

        string[] answers =
        [
            await RawConnection.TryAsync(app, "DELETE FROM \"Order\""),
            await RawConnection.TryAsync(app, "DELETE FROM \"OrderStatusHistory\""),
        ];

        Assert.Equal([RawConnection.Passed, "transition.history-written"], answers);
        await using var db = app.Open();
        Assert.Equal((1, 1), ((await db.CheckHistoryAsync<Order>()).Kept, await db.TransitionsOf<Order>().CountAsync()));
    }

    [Fact]
    public async Task With_a_guard_a_key_can_neither_be_changed_nor_reused()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded, blocks: Alone);
        var gone = (await app.SaveAsync(new Order())).Id;
        var moved = await app.SaveAsync(new Order());
        await using var db = app.Open();
        db.Entry(await db.Set<Order>().SingleAsync(x => x.Id == moved.Id)).Fire(Open);
        await db.SaveChangesAsync();
        await RawConnection.TryAsync(app, $"DELETE FROM \"Order\" WHERE \"Id\" = {gone}");

        string[] answers =
        [
            await RawConnection.TryAsync(app, $"UPDATE \"Order\" SET \"Id\" = 77 WHERE \"Id\" = {moved.Id}"),
            await RawConnection.TryAsync(app, $"INSERT INTO \"Order\" (\"Id\", \"Status\") VALUES ({gone}, 0)"),
            await RawConnection.TryAsync(
                app,
                $"DELETE FROM \"Order\" WHERE \"Id\" = {moved.Id}",
                $"INSERT INTO \"Order\" (\"Id\", \"Status\", \"StatusSequence\") VALUES ({moved.Id}, 0, 0)"),
            await RawConnection.TryAsync(app, "INSERT INTO \"Order\" (\"Id\", \"Status\") VALUES (88, 0)"),
        ];

        const string reused = "transition.key-reused";
        Assert.Equal([reused, reused, reused, RawConnection.Passed], answers);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("ZZ")]
    public async Task With_a_guard_a_new_row_is_permitted_whether_it_or_its_history_is_inserted_first(string table)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Carton>(carton =>
            {
                carton.ToTable(table);
                carton.Property(x => x.Code).HasConversion(code => code.Text, text => new Code(text)).HasMaxLength(9);
                carton.HasKey(x => x.Code);
                carton.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.KeepAfterDelete()).GuardInDatabase();
            })),
            blocks: Alone);
        await using var db = app.Open();
        db.Add(new Carton { Code = new Code("a") });
        db.Add(new Carton { Code = new Code("b") });
        await db.SaveChangesAsync();

        await db.Set<Carton>().ExecuteFireAsync(Open);

        Assert.True((await db.CheckHistoryAsync<Carton>()).IsValid);
    }

    [Fact]
    public async Task A_ledger_cannot_be_kept_after_its_row_is_deleted()
    {
        var model = DeskModel.With(desk => desk.Entity<Order>().HasTransitions(x => x.Status, TicketFlow.Table)
            .WithHistory(h =>
            {
                h.RequireInDatabase();
                h.KeepAfterDelete();
            }));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model, blocks: Alone));

        Assert.Contains("KeepAfterDelete()", refused.Message, StringComparison.Ordinal);
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed record Code(string Text);

    public sealed class Carton
    {
        public Code Code { get; set; } = new("");

        public TicketStatus Status { get; set; }
    }
}

public sealed class KeptHistorySqliteTests(SqliteDatabase database) : KeptHistoryTests<SqliteDatabase>(database);

public sealed class KeptHistoryPostgresTests(PostgresDatabase database) : KeptHistoryTests<PostgresDatabase>(database);

public sealed class KeptHistorySqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : KeptHistoryTests<SqliteSharedHistoryDatabase>(database);

public sealed class KeptHistoryPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : KeptHistoryTests<PostgresSharedHistoryDatabase>(database);
