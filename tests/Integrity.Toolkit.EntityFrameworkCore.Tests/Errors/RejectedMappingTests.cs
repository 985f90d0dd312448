using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Types that share a table, and types with several tables.</summary>
public abstract class RejectedMappingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task A_derived_type_is_named_for_its_own_and_inherited_indexes(string mapping)
    {
        await using var app = await HierarchyAsync(mapping);
        await app.SaveAsync(new Dog { Id = 1, Chip = 1, Tag = 1 });
        await using var db = app.Open();
        db.Add(new Dog { Id = 2, Chip = 2, Tag = 1 });
        var ofBase = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
        db.ChangeTracker.Clear();
        db.Add(new Dog { Id = 2, Chip = 1, Tag = 2 });

        var own = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(("Dog", "Tag"), (ofBase.Database.Entity, Assert.Single(ofBase.Database.Members)));
        Assert.Equal(("Dog", "Chip"), (own.Database.Entity, Assert.Single(own.Database.Members)));
        Assert.Equal([2], own.Violations[0].Key);
    }

    [Theory]
    [InlineData("TPH", "CK_Dog")]
    [InlineData("TPT", "CK_Dog")]
    [InlineData("TPC", "CK_Dog")]
    [InlineData("TPH", "CK_Animal")]
    [InlineData("TPT", "CK_Animal")]
    public async Task A_check_of_a_base_or_derived_type_is_mapped_to_its_table(string mapping, string check)
    {
        await using var app = await HierarchyAsync(mapping);
        await using var db = app.Open();
        db.Add(new Dog { Id = 1, Chip = check == "CK_Dog" ? -1 : 1, Tag = check == "CK_Animal" ? -1 : 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.Check, "Dog"), (failure.Database.Kind, failure.Database.Entity));
        Assert.StartsWith(check, failure.Database.Constraint, StringComparison.Ordinal);
        Assert.Equal([check == "CK_Dog" ? "Chip" : "Tag"], failure.Database.Members);
    }

    [Fact]
    public async Task A_check_that_EF_Core_repeats_without_a_name_is_reported_without_a_name()
    {
        await using var app = await HierarchyAsync("TPC");
        await using var db = app.Open();
        db.Add(new Dog { Id = 1, Chip = 1, Tag = -1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.Check, "Dog"), (failure.Database.Kind, failure.Database.Entity));
        Assert.NotEqual("Tag", failure.Database.Constraint);
    }

    [Fact]
    public async Task An_owned_type_that_shares_the_row_of_its_owner_is_reported_as_itself()
    {
        await using var app = await OwnersAsync();
        await using var db = app.Open();
        db.Add(new Owner { Home = new Home { Street = "a street", Number = -1 } });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ("Owner", "CK_Home", "Home", "Number"),
            (failure.Database.Table, failure.Database.Constraint, failure.Database.Entity, Assert.Single(failure.Database.Members)));
        Assert.Contains(failure.Entries, entry => entry.Entity is Owner);
    }

    [Fact]
    public async Task An_owned_type_in_a_separate_table_is_reported_as_itself()
    {
        await using var app = await OwnersAsync();
        await using var db = app.Open();
        db.Add(new Owner { Keys = { new Key { Code = 1 }, new Key { Code = 1 } } });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.Unique, "Key", "Code"),
            (failure.Database.Kind, failure.Database.Entity, Assert.Single(failure.Database.Members)));
    }

    [Fact]
    public async Task A_join_row_is_reported_by_its_type_name()
    {
        await using var app = await OwnersAsync();
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("INSERT INTO \"ClubOwner\" (\"ClubsId\", \"OwnersId\") VALUES (1, 1)"));

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyMissing, "ClubOwner", "ClubOwner"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Entity));
    }

    [Fact]
    public async Task A_failed_batch_has_no_key_when_the_failed_row_is_unknown()
    {
        await using var app = await HierarchyAsync("TPH");
        await using var db = app.Open();
        db.AddRange(new Dog { Id = 1, Tag = 1, Chip = 1 }, new Dog { Id = 2, Tag = 2, Chip = 2 }, new Dog { Id = 3, Tag = 3, Chip = 3 });
        await db.SaveChangesAsync();
        foreach (var dog in db.Set<Dog>().Local)
        {
            dog.Tag = dog.Id == 2 ? -1 : dog.Tag + 10;
        }

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("CK_Animal", failure.Database.Constraint);
        Assert.Equal(failure.Entries.Count == 1 ? [2] : [], failure.Violations[0].Key);
        Assert.Contains(failure.Entries, entry => entry.Entity is Dog { Id: 2 });
    }

    private Task<TestApplication> HierarchyAsync(string mapping) => TestApplication.CreateAsync(
        database,
        DeskModel.Only(model =>
        {
            model.Entity<Animal>(animal =>
            {
                animal.Property(x => x.Id).ValueGeneratedNever();
                animal.HasIndex(x => x.Tag).IsUnique();
                animal.HasAnnotation("Relational:MappingStrategy", mapping);
                _ = mapping == "TPC"
                    ? animal.Metadata.AddCheckConstraint("CK_Animal", "\"Tag\" >= 0")
                    : animal.ToTable(table => table.HasCheckConstraint("CK_Animal", "\"Tag\" >= 0")).Metadata as object;
            });
            model.Entity<Dog>(dog =>
            {
                dog.HasIndex(x => x.Chip).IsUnique();
                dog.ToTable(table => table.HasCheckConstraint("CK_Dog", "\"Chip\" >= 0"));
            });
            model.Entity<Cat>();
        }),
        blocks: blocks => blocks.UseConstraints().UseDatabaseErrorTranslation());

    private Task<TestApplication> OwnersAsync() => TestApplication.CreateAsync(
        database,
        DeskModel.Only(model =>
        {
            model.Entity<Owner>(owner =>
            {
                owner.OwnsOne(x => x.Home, home => home.ToTable(table => table.HasCheckConstraint("CK_Home", "\"Home_Number\" > 0")));
                owner.OwnsMany(x => x.Keys, key =>
                {
                    key.HasKey(x => x.Id);
                    key.HasIndex(x => x.Code).IsUnique();
                });
                owner.HasMany(x => x.Clubs).WithMany(x => x.Owners);
            });
        }),
        blocks: blocks => blocks.UseConstraints().UseDatabaseErrorTranslation());

    public abstract class Animal
    {
        public int Id { get; set; }

        public int Tag { get; set; }
    }

    public sealed class Dog : Animal
    {
        public int Chip { get; set; }
    }

    public sealed class Cat : Animal;

    public sealed class Owner
    {
        public int Id { get; set; }

        public Home? Home { get; set; }

        public List<Key> Keys { get; } = [];

        public List<Club> Clubs { get; } = [];
    }

    public sealed class Home
    {
        public string Street { get; set; } = "";

        public int Number { get; set; }
    }

    public sealed class Key
    {
        public int Id { get; set; }

        public int Code { get; set; }
    }

    public sealed class Club
    {
        public int Id { get; set; }

        public List<Owner> Owners { get; } = [];
    }
}

public sealed class RejectedMappingOnSqliteTests(SqliteDatabase database) : RejectedMappingTests<SqliteDatabase>(database);

public sealed class RejectedMappingOnPostgresTests(PostgresDatabase database) : RejectedMappingTests<PostgresDatabase>(database);
