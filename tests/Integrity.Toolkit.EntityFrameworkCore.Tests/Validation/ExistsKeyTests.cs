using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>References by every kind of key.</summary>
public abstract class ExistsKeyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly Guid Known = new("11111111-1111-1111-1111-111111111111");

    public static TheoryData<string, Action<Link>, string?> References => new()
    {
        { "a Guid that exists", x => x.PlaceId = Known, null },
        { "a Guid that does not", x => x.PlaceId = Guid.NewGuid(), "PlaceId" },
        { "a text that exists", x => x.LandCode = "HU", null },
        { "a text that does not", x => x.LandCode = "DE", "LandCode" },
        { "a text in another case", x => x.LandCode = "hu", "LandCode" },
        { "a key of a type of its own that exists", x => x.Owner = new OwnerId(7), null },
        { "a key of a type of its own that does not", x => x.Owner = new OwnerId(8), "Owner" },
        { "another member that exists", x => x.PlaceName = "Ulm", null },
        { "another member that does not", x => x.PlaceName = "Bonn", "PlaceName" },
        { "a tuple that exists", x => (x.Year, x.Number) = (2026, 1), null },
        { "a tuple of which each part exists", x => (x.Year, x.Number) = (2026, 2), "Year" },
        { "a tuple of which a part is missing", x => x.Year = 2030, null },
        { "items that exist", x => x.Lands = ["HU", "AT"], null },
        { "an item that does not", x => x.Lands = ["HU", "DE", "AT"], "Lands[1]" },
        { "a fixed length, which the database fills up", x => x.Sign = "U", null },
    };

    [Theory]
    [MemberData(nameof(References))]
    public async Task A_reference_is_compared_like_its_key(string what, Action<Link> refer, string? path)
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var (link, other) = (new Link(), new Link { LandCode = "AT", Owner = new OwnerId(7), Sign = "V", Year = 2025, Number = 2 });
        refer(link);
        db.AddRange(other, link);

        var report = await db.ValidateChangesAsync();

        Assert.Equal((string?[])(path is null ? [] : [path]), report.Violations.Select(violation => violation.Path));
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task Texts_that_differ_in_case_are_compared_as_in_the_database()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.AddRange(new Link { LandCode = "hu" }, new Link { LandCode = "HU" }, new Link { LandCode = "Hu" });

        var report = await db.ValidateChangesAsync();

        Assert.Equal(["LandCode", "LandCode"], report.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task Another_member_of_a_principal_in_the_same_save_is_compared_by_its_new_value()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var ulm = await db.Set<Place>().SingleAsync();
        ulm.Name = "Neu-Ulm";
        db.AddRange(
            new Place { Id = Guid.NewGuid(), Name = "Bonn" },
            new Link { PlaceName = "Ulm" },
            new Link { PlaceName = "Neu-Ulm" },
            new Link { PlaceName = "Bonn" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("PlaceName", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task Many_composite_keys_are_checked_in_a_few_queries()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.AddRange(Enumerable.Range(0, 300).Select(i => new Link { Year = 2026, Number = i }));
        app.Sql.Commands.Clear();

        var report = await db.ValidateChangesAsync();

        Assert.Equal(299, report.Violations.Count);
        Assert.Equal(2, app.Sql.Commands.Count);
    }

    private async Task<TestApplication> CreateApplicationAsync()
    {
        var app = await TestApplication.CreateAsync(database, DeskModel.With(Build), blocks: o => o.UseValidation());
        await using var db = app.Open();
        db.AddRange(
            new Place { Id = Known, Name = "Ulm" },
            new Land { Code = "HU" },
            new Land { Code = "AT" },
            new Holder { Id = new OwnerId(7) },
            new Sheet { Year = 2026, Number = 1 },
            new Sheet { Year = 2025, Number = 2 },
            new Plate { Sign = "U" },
            new Plate { Sign = "V" });
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();
        return app;
    }

    private static void Build(ModelBuilder model)
    {
        model.Entity<Place>();
        model.Entity<Land>().HasKey(x => x.Code);
        model.Entity<Holder>().Property(x => x.Id).HasConversion(id => id.Value, value => new OwnerId(value)).ValueGeneratedNever();
        model.Entity<Sheet>().HasKey(x => new { x.Year, x.Number });
        model.Entity<Plate>(plate =>
        {
            plate.HasKey(x => x.Sign);
            plate.Property(x => x.Sign).HasMaxLength(3).IsFixedLength();
        });
        model.Entity<Link>(link =>
        {
            link.Property(x => x.Owner).HasConversion(id => id!.Value.Value, value => new OwnerId(value));
            link.HasRules<LinkRules>();
        });
    }

    public readonly record struct OwnerId(int Value);

    public sealed class Place
    {
        public Guid Id { get; set; }

        public string? Name { get; set; }
    }

    public sealed class Land
    {
        public string Code { get; set; } = "";
    }

    public sealed class Holder
    {
        public OwnerId Id { get; set; }
    }

    public sealed class Sheet
    {
        public int Year { get; set; }

        public int Number { get; set; }
    }

    public sealed class Plate
    {
        public string Sign { get; set; } = "";
    }

    public sealed class Link
    {
        public int Id { get; set; }

        public Guid? PlaceId { get; set; }

        public string? PlaceName { get; set; }

        public string? LandCode { get; set; }

        public OwnerId? Owner { get; set; }

        public int? Year { get; set; }

        public int? Number { get; set; }

        public List<string> Lands { get; set; } = [];

        public string? Sign { get; set; }
    }

    private sealed class LinkRules : EntityRules<Link>
    {
        public LinkRules()
        {
            For(x => x.PlaceId).Exists<Place>();
            For(x => x.PlaceName).Exists<Place>(place => place.Name);
            For(x => x.LandCode).Exists<Land>();
            For(x => x.Owner).Exists<Holder>();
            Exists<Sheet>(x => x.Year, x => x.Number);
            ForEach(x => x.Lands).Exists<Land>();
            For(x => x.Sign).Exists<Plate>();
        }
    }
}

public sealed class ExistsKeySqliteTests(SqliteDatabase database) : ExistsKeyTests<SqliteDatabase>(database);

public sealed class ExistsKeyPostgresTests(PostgresDatabase database) : ExistsKeyTests<PostgresDatabase>(database);
