using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Rules of a base type apply to derived types, in every mapping.</summary>
public abstract class RulesHierarchyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string> Mappings => ["TPH", "TPT", "TPC"];

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task A_derived_entity_is_validated_by_base_rules_first_and_then_by_its_own(string how)
    {
        await using var app = await CreateApplicationAsync(how);
        await using var db = app.Open();
        db.Set<Animal>().AddRange(
            new Cat { Id = 1, Name = "" },
            new Dog { Id = 2, Name = "rex", Tricks = -1 },
            new Puppy { Id = 3, Name = "", Tricks = -1, Weeks = 60 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["Cat.Name", "Dog.Tricks", "Puppy.Name", "Puppy.Tricks", "Puppy.Weeks"],
            exception.Violations.Select(violation => $"{violation.Entity}.{violation.Path}"));
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task An_update_of_a_derived_entity_runs_the_rules_of_changed_members(string how)
    {
        await using var app = await CreateApplicationAsync(how);
        await app.SaveAsync(new Puppy { Id = 1, Name = "rex" });
        await using var db = app.Open();
        var puppy = await db.Set<Puppy>().SingleAsync();

        (puppy.Weeks, puppy.Tricks) = (60, 1);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Weeks", exception.Violations.Single().Path);
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task A_value_is_unique_across_all_types_that_have_it(string how)
    {
        await using var app = await CreateApplicationAsync(how);
        await app.SaveAsync(new Cat { Id = 1, Name = "tom" });
        await using var db = app.Open();
        db.Set<Animal>().AddRange(
            new Dog { Id = 2, Name = "tom" }, new Puppy { Id = 3, Name = "rex" }, new Cat { Id = 4, Name = "rex" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["Dog", "Cat"], exception.Violations.Select(violation => violation.Entity));
        Assert.Single(app.Sql.Commands);
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task A_reference_to_a_derived_type_is_not_satisfied_by_another_type(string how)
    {
        await using var app = await CreateApplicationAsync(how);
        await app.SaveAsync(new Cat { Id = 1, Name = "tom" });
        await app.SaveAsync(new Puppy { Id = 2, Name = "rex" });
        await using var db = app.Open();
        db.AddRange(new Leash { DogId = 1 }, new Leash { DogId = 2 }, new Leash { DogId = 3 }, new Cat { Id = 3, Name = "tim" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["reference.missing", "reference.missing"], exception.Violations.Select(violation => violation.Code));
    }

    [Fact]
    public async Task Rules_turned_off_on_a_derived_type_apply_to_its_siblings()
    {
        await using var app = await CreateApplicationAsync("TPH", model => model.Entity<Dog>().HasRules<DogRules>().Off());
        await using var db = app.Open();
        db.Set<Animal>().AddRange(new Dog { Id = 1, Name = "", Tricks = -1 }, new Cat { Id = 2, Name = "" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Cat", exception.Violations.Single().Entity);
    }

    private Task<TestApplication> CreateApplicationAsync(string how, Action<ModelBuilder>? more = null) => TestApplication.CreateAsync(
        database,
        new DeskModel(model =>
        {
            Animal.Mapped(how).Build(model);
            model.Entity<Animal>().HasRules<AnimalRules>();
            model.Entity<Dog>().HasRules<DogRules>();
            model.Entity<Puppy>().HasRules<PuppyRules>();
            model.Entity<Leash>().HasRules<LeashRules>();
            more?.Invoke(model);
        }),
        blocks: o => o.UseValidation().UseSoftDelete());

    public sealed class Leash
    {
        public int Id { get; set; }

        public int DogId { get; set; }
    }

    private sealed class AnimalRules : EntityRules<Animal>
    {
        public AnimalRules() => For(x => x.Name).Required().Unique();
    }

    private sealed class DogRules : EntityRules<Dog>
    {
        public DogRules() => For(x => x.Tricks).AtLeast(0);
    }

    private sealed class PuppyRules : EntityRules<Puppy>
    {
        public PuppyRules() => For(x => x.Weeks).AtMost(52);
    }

    private sealed class LeashRules : EntityRules<Leash>
    {
        public LeashRules() => For(x => x.DogId).Exists<Dog>();
    }
}

public sealed class RulesHierarchySqliteTests(SqliteDatabase database) : RulesHierarchyTests<SqliteDatabase>(database);

public sealed class RulesHierarchyPostgresTests(PostgresDatabase database) : RulesHierarchyTests<PostgresDatabase>(database);
