using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>A declared condition applies to every row, regardless of the writer.</summary>
public abstract class CheckTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel InOrder = ShiftModel.Of(shift =>
        shift.HasCheck(x => x.EndsAt == null || x.StartsAt <= x.EndsAt, "shift.order"));

    [Fact]
    public async Task A_row_that_violates_the_check_is_rejected_with_its_code_and_members()
    {
        await using var app = await ShiftModel.CreateApplicationAsync(database, InOrder);
        await using var db = app.Open();
        db.Add(new Shift { EndsAt = Shift.FakeStart.AddSeconds(-1) });

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.Check, "shift.order"), (exception.Database.Kind, exception.Database.Code));
        Assert.Equal(["EndsAt", "StartsAt"], exception.Database.Members.Order(StringComparer.Ordinal));
        Assert.Equal(("shift.order", "Shift"), (exception.Violations[0].Code, exception.Violations[0].Entity));
        Assert.DoesNotContain("2025", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_SQL_is_checked_too()
    {
        await using var app = await ShiftModel.CreateApplicationAsync(database, InOrder);
        await app.SaveAsync(new Shift { EndsAt = Shift.FakeStart });
        await using var db = app.Open();

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("""UPDATE "Shifts" SET "EndsAt" = '2025-12-31 23:59:59Z';"""));

        Assert.Equal(Shift.FakeStart, (await db.Set<Shift>().SingleAsync()).EndsAt);
    }

    [Fact]
    public async Task A_row_that_satisfies_the_check_is_saved()
    {
        await using var app = await ShiftModel.CreateApplicationAsync(database, InOrder);

        await app.SaveAsync(new Shift { EndsAt = null });
        await app.SaveAsync(new Shift { EndsAt = Shift.FakeStart });

        await using var db = app.Open();
        Assert.Equal(2, await db.Set<Shift>().CountAsync());
    }

    [Fact]
    public async Task The_violation_has_the_configured_message()
    {
        var model = ShiftModel.Of(shift => shift.HasCheck(x => x.Seats > 0, "shift.seats").WithMessage(_ => "A shift has seats."));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Seats = 0 }));

        Assert.Equal(("A shift has seats.", "Seats"), (exception.Violations[0].Message, exception.Violations[0].Path));
    }

    [Fact]
    public async Task Parts_in_the_same_table_are_checked_together()
    {
        var model = ShiftModel.Of(shift => shift.HasCheck(x => x.Owned.Count <= x.Complex.Count, "shift.parts"));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);
        var checks = (await ShiftModel.ModelAsync(database, model)).Checks();

        await app.SaveAsync(new Shift());
        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => app.SaveAsync(new Shift { Owned = new ShiftPart { Count = 1 } }));

        Assert.Equal([("Shifts", "\"Owned_Count\" <= \"Complex_Count\"")], checks);
        Assert.Equal("shift.parts", exception.Violations[0].Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entity_that_shares_a_table_is_checked_only_where_it_is_present(bool isRequired)
    {
        var model = DeskModel.Only(all =>
        {
            all.Entity<Shift>(shift =>
            {
                shift.ToTable("Shifts");
                shift.Ignore(x => x.Owned).Ignore(x => x.Complex).Ignore(x => x.Shown);
                shift.HasOne(x => x.Details).WithOne().HasForeignKey<ShiftDetails>(x => x.Id);
                shift.Navigation(x => x.Details).IsRequired(isRequired);
            });
            all.Entity<ShiftDetails>().ToTable("Shifts").HasCheck(x => x.Place.Length >= 1, "details.place");
        });
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);
        await using var db = app.Open();

        await app.SaveAsync(new Shift { Details = new ShiftDetails { Place = "here" } });
        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Details = new ShiftDetails() }));
        await app.SaveAsync(new Shift { Details = isRequired ? new ShiftDetails { Place = "there" } : null });

        Assert.Equal("details.place", exception.Database.Code);
        Assert.Single((await ShiftModel.ModelAsync(database, model)).Checks());
    }

    [Theory]
    [InlineData("TPH", 1)]
    [InlineData("TPT", 1)]
    [InlineData("TPC", 1)]
    public async Task A_condition_of_a_derived_type_applies_only_to_its_rows(string how, int count)
    {
        var model = ShiftModel.Mapped(how, all => all.Entity<NightShift>().HasCheck(x => x.Bonus > 0, "night.bonus"));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        await app.SaveAsync(new Shift { Id = 1 });
        await app.SaveAsync(new NightShift { Id = 2, Bonus = 1 });
        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new NightShift { Id = 3 }));

        Assert.Equal(("night.bonus", "NightShift"), (exception.Database.Code, exception.Violations[0].Entity));
        Assert.Equal(count, (await ShiftModel.ModelAsync(database, model)).Checks().Count);
    }

    [Theory]
    [InlineData("TPH", 1)]
    [InlineData("TPT", 1)]
    [InlineData("TPC", 2)]
    public async Task A_condition_of_a_base_type_applies_to_derived_rows_too(string how, int count)
    {
        var model = ShiftModel.Mapped(how, all => all.Entity<Shift>().HasCheck(x => x.Seats > 0, "shift.seats"));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        await app.SaveAsync(new NightShift { Id = 1 });
        var ofBase = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Id = 2, Seats = 0 }));
        var ofDerived = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new NightShift { Id = 3, Seats = 0 }));

        Assert.Equal(("shift.seats", "shift.seats"), (ofBase.Database.Code, ofDerived.Database.Code));
        Assert.Equal(count, (await ShiftModel.ModelAsync(database, model)).Checks().Count);
    }

    [Fact]
    public async Task A_condition_of_a_derived_type_on_the_table_of_its_base_throws()
    {
        var model = ShiftModel.Mapped("TPT", all => all.Entity<NightShift>().HasCheck(x => x.Seats > 1, "night.seats"));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.Contains("NightShift 'night.seats'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("rows of other types", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_across_two_tables_throws()
    {
        var model = ShiftModel.Mapped("TPT", all => all.Entity<NightShift>().HasCheck(x => x.Seats > x.Bonus, "night.seats"));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.Contains("not a column of the table", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("view")]
    [InlineData("excluded")]
    public async Task A_table_excluded_from_migrations_gets_no_checks(string how)
    {
        var model = ShiftModel.Of(shift =>
        {
            shift.HasCheck(x => x.Seats > 0, "shift.seats");
            shift.HasUnique(x => x.Desk!, "shift.desk");
            if (how == "view")
            {
                shift.ToTable((string?)null);
                shift.ToView("AllShifts");
            }
            else
            {
                shift.ToTable("Shifts", table => table.ExcludeFromMigrations());
            }
        });

        var built = await ShiftModel.ModelAsync(database, model);

        Assert.Empty(built.Checks());
    }

    [Fact]
    public async Task A_long_name_is_truncated_and_still_mapped_to_its_code()
    {
        var code = string.Join('.', Enumerable.Repeat("größenverhältnis", 6));
        var model = ShiftModel.Of(shift =>
        {
            shift.HasCheck(x => x.Seats > 0, code);
            shift.HasCheck(x => x.Seats < 10, $"{code}.too");
        });
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        var low = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Seats = 0 }));
        var high = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Seats = 10 }));

        Assert.Equal((code, $"{code}.too"), (low.Database.Code, high.Database.Code));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(low.Database.Constraint!), 50, 60);
    }

    [Fact]
    public async Task Final_names_from_a_naming_convention_are_used()
    {
        var model = ShiftModel.Of(shift =>
        {
            shift.HasCheck(x => x.EndsAt == null || x.StartsAt <= x.EndsAt, "shift.order");
            shift.HasUnique(x => x.Desk!, "shift.desk").WithFilter(x => x.Seats > 1);
        });

        var built = await ShiftModel.ModelAsync(database, model, options => RenamingExtension.Add(options));

        var table = built.Tables.Single();
        Assert.Equal(("shifts_", "endsat_ IS NULL OR startsat_ <= endsat_"), (table.Name, Plain(table.CheckConstraints.Single().Sql)));
        Assert.Equal("seats_ > 1", Plain(table.Indexes.Single(index => index.IsUnique).Filter!));
    }

    [Fact]
    public async Task Without_UseConstraints_no_check_is_declared()
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<DeskContext>();
        connect(options);
        options.UseSoftDelete();
        await using var db = new DeskContext(options.Options, InOrder);

        var built = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        Assert.Empty(built.Checks());
    }

    [Fact]
    public async Task Shadow_properties_can_be_used_in_conditions()
    {
        var model = ShiftModel.Of(shift =>
        {
            shift.Property<int>("Floor");
            shift.HasCheck(x => EF.Property<int>(x, "Floor") >= 0, "shift.floor");
        });
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);
        await app.SaveAsync(new Shift());
        await using var db = app.Open();
        db.Entry(await db.Set<Shift>().SingleAsync()).Property("Floor").CurrentValue = -1;

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("shift.floor", exception.Database.Code);
    }

    [Fact]
    public async Task Literals_with_quotes_are_escaped()
    {
        var model = ShiftModel.Of(shift => shift.HasCheck(x => x.Desk == null || x.Desk == "it's \"a\" \\ desk", "shift.desk"));
        await using var app = await ShiftModel.CreateApplicationAsync(database, model);

        await app.SaveAsync(new Shift { Desk = "it's \"a\" \\ desk" });

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new Shift { Desk = "its" }));
    }

    private static string Plain(string sql) => sql.Replace("\"", "", StringComparison.Ordinal);
}

public sealed class CheckSqliteTests(SqliteDatabase database) : CheckTests<SqliteDatabase>(database);

public sealed class CheckPostgresTests(PostgresDatabase database) : CheckTests<PostgresDatabase>(database);
