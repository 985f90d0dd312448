using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The queries of a save, and the effects of its own changes on the results.</summary>
public abstract class DatabaseRuleChecksTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    [Fact]
    public async Task A_tracked_row_of_another_derived_type_does_not_satisfy_a_reference()
    {
        await using var app = await ZooAsync<KeeperRules>();
        await app.SaveAsync(new Sheep { Id = 1 });
        await using var db = app.Open();
        await db.Set<Beast>().LoadAsync();

        db.Add(new Keeper { LionId = 1 });

        await AssertRefusedAsync(db, "reference.missing");
    }

    [Fact]
    public async Task A_tracked_row_hidden_by_the_filter_of_its_hierarchy_does_not_satisfy_a_reference()
    {
        await using var app = await ZooAsync<KeeperRules>();
        await app.SaveAsync(new Lion { Id = 1, DeletedAt = TestTime.Start });
        await using var db = app.Open();
        await db.Set<Beast>().WithDeleted().LoadAsync();

        db.Add(new Keeper { LionId = 1 });

        await AssertRefusedAsync(db, "reference.missing");
    }

    [Fact]
    public async Task A_row_of_the_same_save_is_found_by_a_member_other_than_its_key()
    {
        await using var app = await ZooAsync<KeeperOfNameRules>();
        await using var db = app.Open();

        db.AddRange(new Lion { Id = 1, Name = "Leo" }, new Keeper { BeastName = "Leo" });

        Assert.Equal(2, await db.SaveChangesAsync());
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("renamed")]
    public async Task A_row_removed_or_changed_in_the_same_save_is_not_found_by_a_member_other_than_its_key(string how)
    {
        await using var app = await ZooAsync<KeeperOfNameRules>();
        await app.SaveAsync(new Lion { Id = 1, Name = "Leo" });
        await using var db = app.Open();
        var lion = await db.Set<Lion>().SingleAsync();
        if (how == "removed")
        {
            db.Remove(lion);
        }
        else
        {
            lion.Name = "Lea";
        }

        db.Add(new Keeper { BeastName = "Leo" });

        await AssertRefusedAsync(db, "reference.missing");
    }

    [Fact]
    public async Task References_that_differ_in_case_are_evaluated_separately()
    {
        await using var app = await ZooAsync<KeeperOfNameRules>();
        await app.SaveAsync(new Lion { Id = 1, Name = "Leo" });
        await using var db = app.Open();

        db.AddRange(new Keeper { BeastName = "Leo" }, new Keeper { BeastName = "LEO" });

        await AssertRefusedAsync(db, "reference.missing");
    }

    [Fact]
    public async Task Equal_values_under_different_new_principals_are_not_duplicates()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Comment>().HasRules<CommentRules>()),
            blocks: o => o.UseValidation());
        await using var db = app.Open();

        db.AddRange(
            new Ticket { Comments = [new Comment { Text = "+1" }] },
            new Ticket { Comments = [new Comment { Text = "+1" }] });
        await db.SaveChangesAsync();

        db.Add(new Ticket { Comments = [new Comment { Text = "+1" }, new Comment { Text = "+1" }] });
        await AssertRefusedAsync(db, "unique.taken");
    }

    [Fact]
    public async Task A_restored_row_must_still_be_unique()
    {
        await using var app = await ZooAsync<KeeperRules>();
        await app.SaveAsync(new Lion { Id = 1, Name = "Leo", DeletedAt = TestTime.Start });
        await app.SaveAsync(new Lion { Id = 2, Name = "Leo" });
        await using var db = app.Open();

        await db.RestoreAsync(await db.Set<Lion>().OnlyDeleted().SingleAsync());

        await AssertRefusedAsync(db, "unique.taken");
    }

    [Fact]
    public async Task A_restored_row_must_still_have_its_reference()
    {
        await using var app = await ZooAsync<KeeperRules>();
        await app.SaveAsync(new Lion { Id = 1 });
        await app.SaveAsync(new Keeper { LionId = 1, DeletedAt = TestTime.Start });
        await using var db = app.Open();
        db.Remove(await db.Set<Lion>().SingleAsync());
        await db.SaveChangesAsync();

        await db.RestoreAsync(await db.Set<Keeper>().OnlyDeleted().SingleAsync());

        await AssertRefusedAsync(db, "reference.missing");
    }

    private static async Task AssertRefusedAsync(DbContext db, string code)
    {
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        Assert.Equal(code, exception.Violations.Single().Code);
    }

    private Task<TestApplication> ZooAsync<TRules>()
        where TRules : EntityRules<Keeper>, new()
        => TestApplication.CreateAsync(
            database,
            DeskModel.Only(model =>
            {
                model.Entity<Beast>(beast =>
                {
                    beast.Property(x => x.Id).ValueGeneratedNever();
                    beast.HasSoftDelete(x => x.DeletedAt);
                });
                model.Entity<Lion>().HasRules<LionRules>();
                model.Entity<Sheep>();
                model.Entity<Keeper>(keeper =>
                {
                    keeper.HasSoftDelete(x => x.DeletedAt);
                    keeper.HasRules<TRules>();
                });
            }),
            blocks: o => o.UseValidation().UseSoftDelete());

    private class Beast
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public DateTime? DeletedAt { get; set; }
    }

    private sealed class Lion : Beast;

    private sealed class Sheep : Beast;

    private sealed class Keeper
    {
        public int Id { get; set; }

        public int? LionId { get; set; }

        public string? BeastName { get; set; }

        public DateTime? DeletedAt { get; set; }
    }

    private sealed class KeeperRules : EntityRules<Keeper>
    {
        public KeeperRules() => For(x => x.LionId).Exists<Lion>();
    }

    private sealed class KeeperOfNameRules : EntityRules<Keeper>
    {
        public KeeperOfNameRules() => For(x => x.BeastName).Exists<Beast>(x => x.Name);
    }

    private sealed class LionRules : EntityRules<Lion>
    {
        public LionRules() => For(x => x.Name).Unique();
    }

    private sealed class CommentRules : EntityRules<Comment>
    {
        public CommentRules() => For(x => x.Text).Unique(x => x.TicketId);
    }
}

public sealed class DatabaseRuleChecksSqliteTests(SqliteDatabase database) : DatabaseRuleChecksTests<SqliteDatabase>(database);

public sealed class DatabaseRuleChecksPostgresTests(PostgresDatabase database) : DatabaseRuleChecksTests<PostgresDatabase>(database);
