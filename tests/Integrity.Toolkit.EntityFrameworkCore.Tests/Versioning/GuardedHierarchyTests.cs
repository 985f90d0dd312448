using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class GuardedHierarchyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string NotMoved = "version.not-moved";

    [Theory]
    [InlineData("TPH", "Animal")]
    [InlineData("TPC", "Puppy")]
    public async Task Columns_of_derived_types_increment_the_version_too(string mapping, string table)
    {
        var model = With(Animal.Mapped(mapping), desk => desk.Entity<Animal>().HasVersion().GuardInDatabase());
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Puppy { Id = 1 });

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"{table}\" SET \"Weeks\" = 7");
        await using var db = app.Open();
        (await db.Set<Puppy>().SingleAsync()).Weeks = 3;
        await db.SaveChangesAsync();

        Assert.Equal(NotMoved, refused);
    }

    [Fact]
    public async Task Rows_of_other_types_in_the_table_are_not_guarded_and_cannot_become_guarded_rows()
    {
        var model = With(TablesOf(), desk => desk.Entity<Dog>().HasVersion().GuardInDatabase());
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Dog { Id = 1 });
        await app.SaveAsync(new Cat { Id = 2 });

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Name\" = 'x' WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Name\" = 'x' WHERE \"Id\" = 1"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Discriminator\" = 'Cat' WHERE \"Id\" = 1"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Discriminator\" = 'Dog', \"Version\" = 9 WHERE \"Id\" = 2"),
        ];

        Assert.Equal([RawConnection.Passed, NotMoved, NotMoved, NotMoved], answers);
    }

    [Fact]
    public async Task A_version_in_another_table_than_its_columns_throws_when_the_model_is_built()
    {
        var model = With(Animal.TablePerType, desk => desk.Entity<Animal>().HasVersion().GuardInDatabase());

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => TestApplication.CreateAsync(database, model));

        Assert.Contains("Animal.Version is not in the table", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_split_over_several_tables_throws_when_the_model_is_built()
    {
        var model = DeskModel.With(desk => desk.Entity<Plain>(plain =>
        {
            plain.SplitToTable("PlainTexts", split => split.Property(x => x.Text));
            plain.HasVersion().GuardInDatabase();
        }));

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => TestApplication.CreateAsync(database, model));

        Assert.Contains("Plain is split", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_of_a_derived_type_is_guarded_for_its_rows_and_for_rows_that_become_one()
    {
        var flow = TransitionTable.Create<int>("tricks", t => t.Initial(0).Permit(0, 1).Permit(1, 2).Terminal(2));
        var model = With(TablesOf(), desk => desk.Entity<Dog>().HasTransitions(x => x.Tricks, flow).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase());
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Dog { Id = 1 });
        await app.SaveAsync(new Cat { Id = 2 });

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Tricks\" = 2 WHERE \"Id\" = 1"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Tricks\" = 2 WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Discriminator\" = 'Puppy' WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Animal\" SET \"Tricks\" = 1 WHERE \"Id\" = 1"),
        ];

        Assert.Equal(
            ["transition.not-permitted", RawConnection.Passed, "transition.not-permitted", RawConnection.Passed], answers);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("soft delete")]
    [InlineData("transitions")]
    public async Task A_guard_of_a_type_in_observe_or_off_mode_throws_when_the_model_is_built(string block)
    {
        var model = DeskModel.With(desk => _ = block switch
        {
            "version" => (object)desk.Entity<Ticket>().HasVersion().GuardInDatabase().Observe(),
            "soft delete" => desk.Entity<Ticket>().HasSoftDelete().GuardInDatabase().Off(),
            _ => desk.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).GuardInDatabase().Observe(),
        });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model));

        Assert.Contains("GuardInDatabase()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exempt_member_without_a_column_throws_when_the_model_is_built()
    {
        var model = DeskModel.With(desk => desk.Entity<Ticket>().HasVersion().GuardInDatabase("Titel"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model));

        Assert.Contains("Ticket.Titel", failure.Message, StringComparison.Ordinal);
    }

    private static DeskModel With(DeskModel model, Action<ModelBuilder> more) => new(desk =>
    {
        model.Build(desk);
        more(desk);
    });

    /// <summary>In one table, and without a version.</summary>
    private static DeskModel TablesOf() => DeskModel.With(desk =>
    {
        desk.Entity<Animal>().Property(x => x.Id).ValueGeneratedNever();
        desk.Entity<Cat>();
        desk.Entity<Dog>();
        desk.Entity<Puppy>();
    });
}

public sealed class GuardedHierarchyOnSqliteTests(SqliteDatabase database) : GuardedHierarchyTests<SqliteDatabase>(database);

public sealed class GuardedHierarchyOnPostgresTests(PostgresDatabase database) : GuardedHierarchyTests<PostgresDatabase>(database);
