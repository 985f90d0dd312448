using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The constraints of the mapping are validated before the database is called.</summary>
public abstract class RulesFromModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string, Action<Product>, string[]> Products => new()
    {
        { "valid", _ => { }, [] },
        { "at the limits", x => (x.Name, x.Price, x.Hash) = ("12345", -999.99m, [1, 2]), [] },
        { "trailing zeros", x => x.Price = 1.5000m, [] },
        { "a missing text", x => x.Name = null!, ["required Name"] },
        { "a missing number", x => x.Weight = null, ["required Weight"] },
        { "a text that is too long", x => x.Name = "123456", ["length.max Name"] },
        { "bytes that are too many", x => x.Hash = [1, 2, 3], ["length.max Hash"] },
        { "too many digits", x => x.Price = 1000m, ["precision Price"] },
        { "too many digits after the point", x => x.Price = 0.001m, ["precision Price"] },
        { "a text that a converter shortens", x => x.Kind = Kind.AVeryLongName, [] },
        { "a missing text with a converter", x => x.Tag = null!, ["required Tag"] },
        { "a complex value", x => x.Size.Unit = "inches", ["length.max Size.Unit"] },
        { "no complex value at all", x => x.Extra = null, [] },
        { "an optional complex value without its text", x => x.Extra = new Extra { Text = null! }, ["required Extra.Text"] },
        { "what is owned", x => x.Maker.City = "Neu-Ulm", ["length.max Maker.City"] },
        { "an owned item", x => x.Parts.Add(new Item { Text = "too long" }), ["length.max Parts[1].Text"] },
    };

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_new_row_is_validated_against_its_mapping(string what, Action<Product> change, string[] expected)
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var product = Valid();
        change(product);
        db.Add(product);

        var report = await db.ValidateChangesAsync();

        Assert.Equal(expected, report.Violations.Select(violation => $"{violation.Code} {violation.Path}"));
        Assert.All(report.Violations, violation => Assert.Equal("Product", violation.Entity));
        if (report.IsValid)
        {
            await db.SaveChangesAsync();
        }
        else
        {
            await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        }

        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task An_update_is_validated_against_the_mapping_of_changed_members()
    {
        await using var app = await CreateApplicationAsync();
        var id = (await app.SaveAsync(Valid())).Id;
        await using var db = app.Open();
        var product = await db.Set<Product>().SingleAsync();

        product.Maker.City = "Neu-Ulm";
        product.Price = 1000m;
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["Maker.City", "Price"], exception.Violations.Select(violation => violation.Path).Order(StringComparer.Ordinal));
        Assert.All(exception.Violations, violation => Assert.Equal([id], violation.Key));
        Assert.Contains(
            "Product.Price must have at most 5 digits, 2 of them after the decimal point",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_covered_by_a_rule_is_reported_once()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Product>().HasRules<ProductRules>());
        await using var db = app.Open();
        var product = Valid();
        (product.Name, product.Price, product.Tag) = ("123456", 1000m, null!);
        db.Add(product);

        var report = await db.ValidateChangesAsync();

        Assert.Equal(
            ["product.name Name", "precision Price", "required Tag"],
            report.Errors.Select(violation => $"{violation.Code} {violation.Path}"));
        Assert.Equal("required Tag", report.Warnings.Select(violation => $"{violation.Code} {violation.Path}").Single());
    }

    [Fact]
    public async Task Values_generated_by_the_database_and_the_toolkit_are_not_validated()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            blocks: o => o.UseValidation(v => v.AddRulesFromModel()).UseTransitions().UseSoftDelete().UseVersioning());
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();

        db.Entry(ticket).TransitionTo(TicketStatus.Opened, new string('r', 2_000));
        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_single_entity_is_validated_with_its_owned_data()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(Valid());
        await using var db = app.Open();
        var loaded = await db.Set<Product>().SingleAsync();
        var detached = Valid();

        (loaded.Maker.City, detached.Maker.City) = ("Neu-Ulm", "Neu-Ulm");

        Assert.Equal("Maker.City", db.Validate(loaded).Violations.Single().Path);
        Assert.Equal("Maker.City", db.Validate(detached).Violations.Single().Path);
    }

    private static Product Valid() => new() { Parts = [new Item { Text = "ok" }] };

    private Task<TestApplication> CreateApplicationAsync(Action<ModelBuilder>? more = null) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Product>(product =>
            {
                product.Property(x => x.Name).HasMaxLength(5);
                product.Property(x => x.Weight).IsRequired();
                product.Property(x => x.Hash).HasMaxLength(2);
                product.Property(x => x.Price).HasPrecision(5, 2);
                product.Property(x => x.Kind).HasMaxLength(5)
                    .HasConversion(kind => kind == Kind.None ? "N" : "A", text => text == "N" ? Kind.None : Kind.AVeryLongName);
                product.Property(x => x.Tag).HasConversion(tag => tag.Trim(), text => text);
                product.Property(x => x.Code).HasMaxLength(3).HasDefaultValue("abc");
                product.ComplexProperty(x => x.Size, size => size.Property(x => x.Unit).HasMaxLength(2));
                product.ComplexProperty(x => x.Extra);
                product.OwnsOne(x => x.Maker, maker => maker.Property(x => x.City).HasMaxLength(5));
                product.OwnsMany(x => x.Parts, parts =>
                {
                    parts.HasKey(x => x.Id);
                    parts.Property(x => x.Text).HasMaxLength(3);
                });
            });
            more?.Invoke(model);
        }),
        blocks: o => o.UseValidation(v => v.AddRulesFromModel()));

    public enum Kind
    {
        None,
        AVeryLongName,
    }

    public sealed class Product
    {
        public int Id { get; set; }

        public string Name { get; set; } = "name";

        public int? Weight { get; set; } = 1;

        public byte[] Hash { get; set; } = [];

        public decimal Price { get; set; }

        public Kind Kind { get; set; }

        public string Tag { get; set; } = "tag";

        public string Code { get; set; } = null!;

        public Size Size { get; set; } = new();

        public Extra? Extra { get; set; } = new();

        public Maker Maker { get; set; } = new();

        public List<Item> Parts { get; set; } = [];
    }

    public sealed class Size
    {
        public string Unit { get; set; } = "cm";
    }

    public sealed class Extra
    {
        public string Text { get; set; } = "text";
    }

    public sealed class Maker
    {
        public string City { get; set; } = "Ulm";
    }

    public sealed class Item
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class ProductRules : EntityRules<Product>
    {
        public ProductRules()
        {
            For(x => x.Name).MaxLength(5).WithCode("product.name");
            For(x => x.Tag).Required().AsWarning();
            OnUpdate(() => For(x => x.Price).Precision(5, 2));
        }
    }
}

public sealed class RulesFromModelSqliteTests(SqliteDatabase database) : RulesFromModelTests<SqliteDatabase>(database);

public sealed class RulesFromModelPostgresTests(PostgresDatabase database) : RulesFromModelTests<PostgresDatabase>(database);
