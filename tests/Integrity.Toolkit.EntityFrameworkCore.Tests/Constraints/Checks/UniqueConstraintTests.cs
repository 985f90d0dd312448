using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>A filtered unique constraint permits a value once among the rows that meet the filter.</summary>
public abstract class UniqueConstraintTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel OneActive = Of(assessment => assessment
        .HasUnique(x => x.CaseId, "assessment.one-active")
        .WithFilter(x => x.Stage == Stage.Assigned || x.Stage == Stage.Working));

    [Fact]
    public async Task A_second_active_row_is_rejected_until_the_first_is_closed()
    {
        await using var app = await CreateApplicationAsync(OneActive);
        var first = await app.SaveAsync(New(Stage.Assigned));
        await app.SaveAsync(New(Stage.Done));

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(New(Stage.Working)));
        await using (var db = app.Open())
        {
            (await db.Set<Assessment>().SingleAsync(x => x.Id == first.Id)).Stage = Stage.Done;
            await db.SaveChangesAsync();
        }

        await app.SaveAsync(New(Stage.Working));

        Assert.Equal((DatabaseErrorKind.Unique, "assessment.one-active"), (exception.Database.Kind, exception.Database.Code));
        Assert.Equal(("assessment.one-active", "CaseId"), (exception.Violations[0].Code, exception.Violations[0].Path));
        Assert.Equal(["CaseId"], exception.Database.Members);
    }

    [Fact]
    public async Task Raw_SQL_is_checked_too()
    {
        await using var app = await CreateApplicationAsync(OneActive);
        await app.SaveAsync(New(Stage.Assigned));
        await app.SaveAsync(New(Stage.Done));
        await using var db = app.Open();

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("""UPDATE "Assessments" SET "Stage" = 'Working';"""));

        Assert.Equal(1, await db.Set<Assessment>().CountAsync(x => x.Stage == Stage.Done));
    }

    [Fact]
    public async Task The_filter_is_translated_to_SQL()
    {
        var model = Of(assessment => assessment.HasUnique(x => new { x.CaseId, x.Number }, "assessment.urgent").WithFilter(x => x.Urgent));

        var index = Unique(await ShiftModel.ModelAsync(database, model), "urgent");

        Assert.Equal("\"Urgent\"", index.Filter);
        Assert.Equal(["CaseId", "Number"], index.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Nulls_are_never_duplicates()
    {
        var model = Of(assessment => assessment.HasUnique(x => x.Number, "assessment.number"));
        await using var app = await CreateApplicationAsync(model);

        await app.SaveAsync(New(Stage.Done));
        await app.SaveAsync(New(Stage.Done));

        await using var db = app.Open();
        Assert.Equal(2, await db.Set<Assessment>().CountAsync());
    }

    [Fact]
    public async Task The_foreign_key_keeps_its_own_unfiltered_index()
    {
        var built = await ShiftModel.ModelAsync(database, OneActive);

        var indexes = built.Tables.Single(table => table.Name == "Assessments").Indexes.ToList();

        Assert.Equal(2, indexes.Count);
        Assert.Single(indexes, index => !index.IsUnique && index.Filter is null && index.Columns.Single().Name == "CaseId");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filtered_unique_indexes_cover_only_live_rows_in_any_declaration_order(bool deletionFirst)
    {
        var model = Of(assessment =>
        {
            if (deletionFirst)
            {
                assessment.HasSoftDelete().WithFilteredUniqueIndexes();
            }

            assessment.HasUnique(x => x.Number, "assessment.number").WithFilter(x => x.Urgent);
            assessment.HasIndex(x => new { x.Number, x.Stage }).IsUnique().HasFilter("\"Stage\" <> 'Done'");
            assessment.HasIndex(x => x.Urgent);
            assessment.HasAlternateKey(x => new { x.Id, x.CaseId });
            if (!deletionFirst)
            {
                assessment.HasSoftDelete().WithFilteredUniqueIndexes();
            }
        });

        var built = await ShiftModel.ModelAsync(database, model);

        var filters = built.Tables.Single(table => table.Name == "Assessments").Indexes.Select(index => index.Filter).ToList();
        Assert.Contains("(\"Stage\" <> 'Done') AND (\"DeletedAt\" IS NULL)", filters);
        Assert.Single(filters, filter => filter is not null && filter.Contains("\"Urgent\"", StringComparison.Ordinal)
            && filter.Contains("\"DeletedAt\" IS NULL", StringComparison.Ordinal));
        Assert.Contains(null, filters);
    }

    [Fact]
    public async Task A_new_row_can_reuse_the_value_of_a_deleted_row_which_then_cannot_be_restored()
    {
        var model = Of(assessment =>
        {
            assessment.HasUnique(x => x.Number, "assessment.number");
            assessment.HasSoftDelete().WithFilteredUniqueIndexes();
        });
        await using var app = await CreateApplicationAsync(model);
        var first = await app.SaveAsync(New(Stage.Done, "A"));
        await using var db = app.Open();
        var loaded = await db.Set<Assessment>().SingleAsync(x => x.Id == first.Id);
        db.Remove(loaded);
        db.Add(New(Stage.Done, "A"));

        await db.SaveChangesAsync();
        await db.RestoreAsync(loaded);
        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("assessment.number", exception.Database.Code);
    }

    [Fact]
    public async Task Within_one_save_a_value_is_released_before_a_new_row_takes_it()
    {
        await using var app = await CreateApplicationAsync(OneActive);
        var first = await app.SaveAsync(New(Stage.Assigned));
        await using var db = app.Open();
        (await db.Set<Assessment>().SingleAsync(x => x.Id == first.Id)).Stage = Stage.Done;
        db.Add(New(Stage.Assigned));

        await db.SaveChangesAsync();

        Assert.Equal(2, await db.Set<Assessment>().CountAsync());
    }

    /// <summary>EF Core orders updates by key if no column of the index changes.</summary>
    [Fact]
    public async Task A_value_released_by_a_row_with_a_later_key_requires_a_separate_save()
    {
        await using var app = await CreateApplicationAsync(OneActive);
        var taking = await app.SaveAsync(New(Stage.Done));
        var giving = await app.SaveAsync(New(Stage.Assigned));
        await using var db = app.Open();
        var last = await db.Set<Assessment>().SingleAsync(x => x.Id == giving.Id);
        last.Stage = Stage.Done;
        var first = await db.Set<Assessment>().SingleAsync(x => x.Id == taking.Id);
        first.Stage = Stage.Working;

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        first.Stage = Stage.Done;
        await db.SaveChangesAsync();
        first.Stage = Stage.Working;
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Assessment>().CountAsync(x => x.Stage == Stage.Working));
    }

    [Theory]
    [InlineData("TPH", "\"Discriminator\" = 'NightShift'")]
    [InlineData("TPT", null)]
    [InlineData("TPC", null)]
    public async Task A_unique_constraint_of_a_derived_type_applies_only_to_its_rows(string how, string? filter)
    {
        var model = ShiftModel.Mapped(how, all => all.Entity<NightShift>().HasUnique(x => x.Bonus, "night.bonus"));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        await app.SaveAsync(new NightShift { Id = 1, Bonus = 1 });
        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new NightShift { Id = 2, Bonus = 1 }));

        Assert.Equal("night.bonus", exception.Database.Code);
        Assert.Equal(filter, Unique(await ShiftModel.ModelAsync(database, model), "night").Filter);
    }

    [Fact]
    public async Task A_unique_constraint_across_several_tables_throws()
    {
        var model = ShiftModel.Mapped("TPC", all => all.Entity<Shift>().HasUnique(x => x.Desk!, "shift.desk"));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.Contains("Shift 'shift.desk'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("several tables", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_declarations_with_the_same_code_throw()
    {
        var model = Of(assessment =>
        {
            assessment.HasUnique(x => x.Number, "assessment.number");
            assessment.HasUnique(x => x.CaseId, "assessment.number");
        });

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.Contains("another code", exception.Message, StringComparison.Ordinal);
    }

    private static ITableIndex Unique(IRelationalModel model, string part)
        => model.Tables.SelectMany(table => table.Indexes)
            .Single(index => index.IsUnique && index.Name.Contains(part, StringComparison.Ordinal));

    private static Assessment New(Stage stage, string? number = null) => new() { CaseId = 1, Stage = stage, Number = number };

    private static DeskModel Of(Action<EntityTypeBuilder<Assessment>> more) => DeskModel.Only(model =>
    {
        model.Entity<Case>().HasData(new Case { Id = 1 });
        model.Entity<Assessment>(assessment =>
        {
            assessment.ToTable("Assessments");
            assessment.Property(x => x.Stage).HasConversion<string>();
            assessment.HasOne(x => x.Case).WithMany().OnDelete(DeleteBehavior.Restrict);
            more(assessment);
        });
    });

    private Task<TestApplication> CreateApplicationAsync(DeskModel model) => ShiftModel.CreateApplicationAsync(database, model);
}

public sealed class UniqueConstraintSqliteTests(SqliteDatabase database) : UniqueConstraintTests<SqliteDatabase>(database);

public sealed class UniqueConstraintPostgresTests(PostgresDatabase database) : UniqueConstraintTests<PostgresDatabase>(database);
