using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>One table with the histories of several types.</summary>
public abstract class SharedHistoryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly Guid Id = new("ABCDEF01-2345-6789-ABCD-EF0123456789");

    private static readonly SetBasedTransitionOptions Overdue = new() { Reason = "overdue" };

    [Fact]
    public async Task Every_key_type_finds_its_entries()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);

        await MovedAsync(app, 7);
        await MovedAsync(app, -7L);
        await MovedAsync(app, (short)7);
        await MovedAsync(app, (byte)7);
        await MovedAsync(app, Id);
        await MovedAsync(app, "Seven of 7");

        await using var db = app.Open();
        var rows = await db.SharedTransitions().Where(x => x.Record.ToState == "Closed").ToListAsync();
        Assert.Equal(
            ["BoxByte 7", "BoxGuid abcdef01-2345-6789-abcd-ef0123456789", "BoxInt16 7", "BoxInt32 7", "BoxInt64 -7", "BoxString Seven of 7"],
            rows.Select(row => $"{row.EntityType} {row.EntityKey}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Types_with_the_same_key_have_separate_entries()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        var box = await app.BoxAsync(1);
        await app.BoxAsync(1L, opened: false);
        var jar = await app.SaveAsync(new Jar());
        await using var db = app.Open();

        var entry = db.Entry(await db.Set<Jar>().SingleAsync());
        entry.Fire("fill");
        entry.Fire("close", "for the winter");
        await db.SaveChangesAsync();

        Assert.Equal((1, 1), (box.Id, jar.Id));
        AssertUnbroken(await db.HistoryOf<Box<int>>(1).Rows.ToListAsync(), "Opened");
        AssertUnbroken(await db.HistoryOf<Box<long>>(1L).Rows.ToListAsync(), "New");
        AssertUnbroken(await db.HistoryOf<Jar>(1).Rows.ToListAsync(), "Shut");
        Assert.Equal(TicketStatus.Opened, await db.HistoryOf<Box<int>>(1).StateAtAsync<TicketStatus?>(app.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal("for the winter", (await db.HistoryOf<Jar>(1).LastEntryAsync("Shut"))?.Reason);
        Assert.Null(await db.HistoryOf<Box<int>>(1).LastEntryAsync(Closed));
        Assert.Equal(["Empty", "Opened", "Shut"], (await db.HistoryOf<Jar>(1).TimeInStateAsync()).Keys);
        Assert.Equal((2, 1, 3), (await db.TransitionsOf<Box<int>>().CountAsync(), await db.TransitionsOf<Box<long>>().CountAsync(),
            await db.TransitionsOf<Jar>().CountAsync()));
        Assert.Equal((2, 1), ((await db.CheckHistoryAsync<Box<int>>()).Rows, (await db.CheckHistoryAsync<Box<long>>()).Rows));
        Assert.True((await db.CheckConformanceAsync<Jar>()).IsValid);
        Assert.True((await db.CheckConformanceAsync<Box<int>>()).IsValid);
    }

    [Fact]
    public async Task An_idempotency_key_is_unique_per_entity()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        var (one, other) = (await app.BoxAsync(1, opened: false), await app.BoxAsync(1L, opened: false));
        var request = new TransitionOptions { IdempotencyKey = "request-1" };
        await using var db = app.Open();
        db.AttachRange(one, other);

        await db.Entry(one).TryFireAsync(Open, request);
        await db.SaveChangesAsync();
        var another = await db.Entry(other).TryFireAsync(Open, request);
        await db.SaveChangesAsync();
        var again = await db.Entry(one).TryFireAsync(Open, request);

        Assert.Equal((false, true), (another.IsRepeated, again.IsRepeated));
        Assert.Equal(1, again.PreviousRecord?.Sequence);
    }

    [Fact]
    public async Task Redacting_one_type_leaves_the_others_unchanged()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Guarded, blocks: Alone);
        await app.BoxAsync(1);
        await app.BoxAsync(1L);
        await using var db = app.Open();

        var forgotten = await db.RedactTransitionsAsync<Box<int>>(row => true, TransitionDetails.Reason);

        Assert.Equal(1, forgotten);
        Assert.Equal(0, await db.TransitionsOf<Box<int>>().CountAsync(row => row.Reason != null));
        Assert.Equal(1, await db.TransitionsOf<Box<long>>().CountAsync(row => row.Reason != null));
    }

    [Theory]
    [InlineData("DELETE FROM \"TransitionHistory\" WHERE \"EntityType\" = 'BoxInt32' AND \"EntityKey\" = '1'", "NoHistory ")]
    [InlineData("DELETE FROM \"TransitionHistory\" WHERE \"EntityType\" = 'BoxInt32' AND \"EntityKey\" = '1' AND \"Sequence\" = 0", "NoInitialEntry 1")]
    [InlineData("UPDATE \"BoxesInt32\" SET \"Status\" = 3 WHERE \"Id\" = 1", "WrongState 1")]
    [InlineData("UPDATE \"BoxesInt32\" SET \"StatusSequence\" = 0 WHERE \"Id\" = 1", "EntityBehind 1")]
    public async Task An_inconsistency_is_reported_only_for_its_type_and_with_its_key(string damage, string found)
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(1);
        await app.BoxAsync(2);
        await app.BoxAsync(1L);
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync(damage);

        var broken = Assert.Single((await db.CheckHistoryAsync<Box<int>>()).Inconsistencies);
        Assert.Equal(found, $"{broken.Kind} {broken.Sequence}");
        Assert.Equal(1, Assert.Single(broken.Key));
        Assert.True((await db.CheckHistoryAsync<Box<long>>()).IsValid);
    }

    [Fact]
    public async Task An_invalid_key_is_reported_as_stored()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(1);
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync(
            "UPDATE \"TransitionHistory\" SET \"EntityKey\" = 'seven' WHERE \"Sequence\" = 1");

        var breaks = (await db.CheckHistoryAsync<Box<int>>()).Inconsistencies.Select(broken => $"{broken.Kind} {broken.Key[0]}");
        Assert.Equal(["NoInitialEntry seven", "WrongState 1", "EntityAhead 1"], breaks);
    }

    [Fact]
    public async Task An_unknown_state_saved_in_observe_mode_is_not_an_inconsistency()
    {
        var model = DeskModel.Only(desk => desk.Entity<Box<int>>().ToTable("Boxes")
            .HasTransitions(x => x.Status, SharedHistoryModel.Flow).Observe().WithHistory(h => h.Shared()));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        var box = await app.SaveAsync(new Box<int>());
        await using var db = app.Open();
        db.Attach(box).Entity.Status = (TicketStatus)9;
        await db.SaveChangesAsync();

        var sound = await db.CheckHistoryAsync<Box<int>>();
        await db.Database.ExecuteSqlRawAsync("UPDATE \"Boxes\" SET \"Status\" = 1");
        var broken = await db.CheckHistoryAsync<Box<int>>();

        AssertUnbroken(await db.HistoryOf<Box<int>>(box.Id).Rows.ToListAsync(), "9");
        Assert.Equal((true, 1), (sound.IsValid, sound.OffTable));
        Assert.Equal(HistoryInconsistencyKind.WrongState, Assert.Single(broken.Inconsistencies).Kind);
    }

    [Fact]
    public async Task Existing_rows_are_backfilled_once_with_their_state_as_text()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(Id);
        await app.BoxAsync(1);
        await app.SaveAsync(new Jar());
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"TransitionHistory\" WHERE \"EntityType\" = 'BoxGuid'");
        await db.Database.ExecuteSqlRawAsync("UPDATE \"BoxesGuid\" SET \"StatusSequence\" = NULL");

        var none = new HistoryBackfill(0, 0);
        var written = (await db.BackfillTransitionsAsync<Box<Guid>>(), await db.BackfillTransitionsAsync<Box<Guid>>(),
            await db.BackfillTransitionsAsync<Box<int>>(), await db.BackfillTransitionsAsync<Jar>());

        Assert.Equivalent((new HistoryBackfill(1, 0), none, none, none), written);
        AssertUnbroken(await db.HistoryOf<Box<Guid>>(Id).Rows.ToListAsync(), "Opened");
        Assert.True((await db.CheckHistoryAsync<Box<Guid>>()).IsValid);
    }

    [Fact]
    public async Task A_set_based_transition_backfills_many_rows_without_history()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(Id);
        await app.BoxAsync(1);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"TransitionHistory\" WHERE \"EntityType\" = 'BoxGuid'");
        await db.Database.ExecuteSqlRawAsync("UPDATE \"BoxesGuid\" SET \"StatusSequence\" = NULL");

        var result = await db.Set<Box<Guid>>().ExecuteFireAsync(Close, Overdue);

        Assert.Equal(1, result.Transitioned);
        var rows = await db.HistoryOf<Box<Guid>>(Id).Rows.ToListAsync();
        Assert.Equal(["Opened", "Closed"], rows.Select(row => row.ToState));
        Assert.Equal(Closed, (await db.Set<Box<Guid>>().SingleAsync()).Status);
        Assert.True((await db.CheckHistoryAsync<Box<int>>()).IsValid);
    }

    [Fact]
    public async Task A_deleted_row_keeps_its_history_and_its_key_cannot_be_reused()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(1);
        await using var db = app.Open();
        db.Remove(await db.Set<Box<int>>().SingleAsync());
        await db.SaveChangesAsync();
        db.Add(new Box<int> { Id = 1 });
        db.Add(new Box<long> { Id = 1 });

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("transition.key-reused", "Box", 1), (violation.Code, violation.Entity, Assert.Single(violation.Key)));
        AssertUnbroken(await db.HistoryOf<Box<int>>(1).Rows.ToListAsync(), "Opened");
        Assert.Equal(1, (await db.CheckHistoryAsync<Box<int>>()).Kept);
        db.Remove(db.ChangeTracker.Entries<Box<int>>().Single().Entity);
        await db.SaveChangesAsync();
        AssertUnbroken(await db.HistoryOf<Box<long>>(1L).Rows.ToListAsync(), "New");
    }

    [Fact]
    public async Task Of_two_writers_one_gets_the_conflict_with_the_typed_key()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(Id);
        await app.BoxAsync(1);
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Set<Box<Guid>>().SingleAsync()).Fire(Resolve);
        second.Entry(await second.Set<Box<Guid>>().SingleAsync()).Fire(Close, "late");
        await first.SaveChangesAsync();

        var refused = await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());

        var conflict = Assert.Single(refused.Conflicts);
        Assert.Equal(("Box", Id), (conflict.Entity, Assert.Single(conflict.Key)));
        AssertUnbroken(await first.HistoryOf<Box<Guid>>(Id).Rows.ToListAsync(), "Resolved");
    }

    [Fact]
    public async Task Database_generated_keys_are_stored_in_the_shared_history()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await using var db = app.Open();
        List<Jar> jars = [new(), new(), new()];
        db.AddRange(jars);

        await db.SaveChangesAsync();

        foreach (var jar in jars)
        {
            AssertUnbroken(await db.Entry(jar).Transitions().ToListAsync(), "Empty");
        }
    }

    [Fact]
    public async Task The_guard_of_one_type_protects_the_entries_of_all_types()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Guarded, blocks: Alone);
        await app.BoxAsync(1);
        await app.BoxAsync(1L);
        await app.BoxAsync(Id);

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"BoxesInt32\" SET \"Status\" = 0"),
            await RawConnection.TryAsync(app, "UPDATE \"BoxesInt64\" SET \"Status\" = 0"),
            await RawConnection.TryAsync(app, "UPDATE \"TransitionHistory\" SET \"EntityKey\" = '2' WHERE \"EntityType\" = 'BoxInt64'"),
            await RawConnection.TryAsync(app, "DELETE FROM \"TransitionHistory\""),
            await RawConnection.TryAsync(app, "UPDATE \"TransitionHistory\" SET \"ActorId\" = NULL"),
            await RawConnection.TryAsync(app, "DELETE FROM \"BoxesGuid\""),
        ];

        Assert.Equal(
            [
                "transition.not-permitted", RawConnection.Passed, "transition.history-written", "transition.history-written", RawConnection.Passed,
                RawConnection.Passed,
            ],
            answers);
        await using var db = app.Open();
        Assert.Equal(1, (await db.Set<Box<int>>().ExecuteFireAsync(Close, Overdue)).Transitioned);
    }

    [Fact]
    public async Task With_a_guard_a_key_can_neither_be_changed_nor_reused_and_other_types_can_have_the_same_key()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Guarded, blocks: Alone);
        await app.BoxAsync(1);
        await app.BoxAsync(Id);

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"BoxesInt32\" SET \"Id\" = 2"),
            await RawConnection.TryAsync(app, "DELETE FROM \"BoxesInt32\"", Insert("Int32", "1")),
            await RawConnection.TryAsync(app, "DELETE FROM \"BoxesGuid\"", Insert("Guid", $"'{Id.ToString().ToUpperInvariant()}'")),
            await RawConnection.TryAsync(app, Insert("Int64", "1")),
        ];

        const string reused = "transition.key-reused";
        Assert.Equal([reused, reused, reused, RawConnection.Passed], answers);

        static string Insert(string box, string id) => $"INSERT INTO \"Boxes{box}\" (\"Id\", \"Owner\", \"Status\") VALUES ({id}, 0, 0)";
    }

    [Fact]
    public async Task A_manually_changed_or_added_entry_is_rejected_and_names_its_entity()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await app.BoxAsync(1);
        await using var db = app.Open();
        var row = await db.TransitionsOf<Box<int>>().AsTracking().FirstAsync();

        db.Entry(row).State = EntityState.Modified;
        var changed = await RefusedAsync(() => db.SaveChangesAsync());
        db.Entry(row).State = EntityState.Unchanged;
        var added = db.Set<TransitionRecord>(SharedHistoryModel.Table).Entry(new TransitionRecord { ToState = "New" });
        added.Property("EntityType").CurrentValue = "Nobody";
        added.Property("EntityKey").CurrentValue = "1";
        added.State = EntityState.Added;
        var unknown = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("transition.history-written", "Box"), (changed.Code, changed.Entity));
        Assert.Equal(("transition.history-written", SharedHistoryModel.Table), (unknown.Code, unknown.Entity));
    }

    [Fact]
    public async Task History_queries_span_several_types()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await using (var desk = app.Open())
        using (desk.ActingAs(Actor.User("ada")))
        {
            desk.AddRange(new Box<int> { Id = 5 }, new Jar());
            await desk.SaveChangesAsync();
        }

        await app.BoxAsync(6L);
        await using var db = app.Open();
        var today = app.Clock.GetUtcNow().UtcDateTime.Date;

        var ada = await db.SharedTransitions()
            .Where(x => x.Record.ActorId == "ada" && x.Record.OccurredAt >= today)
            .OrderBy(x => x.EntityType)
            .Select(x => x.EntityType + " " + x.EntityKey + " " + x.Record.ToState)
            .ToListAsync();

        Assert.Equal(["BoxInt32 5 New", "Jar 1 Empty"], ada);
    }

    [Theory]
    [InlineData("Another")]
    [InlineData(null)]
    public async Task Querying_a_missing_shared_history_throws(string? table)
    {
        await using var app = await TestApplication.CreateAsync(database, table is null ? null : SharedHistoryModel.Model, blocks: Alone);
        await using var db = app.Open();

        var refused = Assert.Throws<InvalidOperationException>(() => db.SharedTransitions(table));

        Assert.Contains("h.Shared()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_several_shared_tables_the_name_is_required()
    {
        var model = SharedHistoryModel.Of(more: model => model.Entity<Jar>().HasTransitions(x => x.State, SharedHistoryModel.Words).WithHistory(h => h.Shared("Audit")));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await app.SaveAsync(new Jar());
        await using var db = app.Open();

        Assert.Throws<InvalidOperationException>(() => db.SharedTransitions());
        Assert.Equal("Jar", (await db.SharedTransitions("Audit").SingleAsync()).EntityType);
        Assert.Empty(await db.SharedTransitions(SharedHistoryModel.Table).ToListAsync());
    }

    private static async Task MovedAsync<TKey>(TestApplication app, TKey id)
        where TKey : notnull
    {
        await app.BoxAsync(id);
        await using var db = app.Open();
        var result = await db.Set<Box<TKey>>().ExecuteFireAsync(Resolve);
        db.Entry(await db.Set<Box<TKey>>().SingleAsync()).Fire(Close, "done");
        await db.SaveChangesAsync();

        Assert.Equal(1, result.Transitioned);
        AssertUnbroken(await db.HistoryOf<Box<TKey>>(id).Rows.ToListAsync(), "Closed");
        var report = await db.CheckHistoryAsync<Box<TKey>>();
        Assert.Equal((true, 1, 4, 0), (report.IsValid, report.Entities, report.Rows, report.Kept));
    }
}

public sealed class SharedHistorySqliteTests(SqliteDatabase database) : SharedHistoryTests<SqliteDatabase>(database);

public sealed class SharedHistoryPostgresTests(PostgresDatabase database) : SharedHistoryTests<PostgresDatabase>(database);
