using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteHierarchyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task Only_branches_with_soft_delete_keep_their_rows(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(database, Animal.Mapped(mapping));
        await SeedAsync(app);
        await using var db = app.Open();

        db.RemoveRange(await db.Set<Animal>().Where(x => x.Id > 4).ToListAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal([1, 2, 3, 4], await Ids(later.Set<Animal>()));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await Ids(later.Set<Animal>().WithDeleted()));
        Assert.Equal([1, 2], await Ids(later.Set<Dog>()));
        Assert.Equal([5, 6], await Ids(later.Set<Dog>().OnlyDeleted()));
        Assert.Equal([6], await Ids(later.Set<Puppy>().OnlyDeleted()));
        Assert.Equal([6], await Ids(later.Set<Animal>().OfType<Puppy>().OnlyDeleted()));
        Assert.Equal([4], await Ids(later.Set<Cat>()));
        Assert.Equal([2], await Ids(later.Set<Animal>().OfType<Puppy>()));
        Assert.Equal([3], await Ids(later.Set<Bird>()));
        Assert.Equal([7], await Ids(later.Set<Bird>().OnlyDeleted()));
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task A_derived_entity_keeps_its_values_increments_its_version_and_can_be_restored(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(database, Animal.Mapped(mapping));
        await SeedAsync(app);
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Set<Puppy>().SingleAsync(x => x.Id == 6));
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        var puppy = await db.Set<Puppy>().OnlyDeleted().SingleAsync();
        var restored = await db.RestoreAsync(puppy);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Set<Puppy>().SingleAsync(x => x.Id == 6));
        Assert.Equal((1, 2, 3), (restored, row.Entity.Tricks, row.Entity.Weeks));
        Assert.Equal(3, row.Property<int>("Version").CurrentValue);
        Assert.Null(row.Property<Guid?>("DeletionId").CurrentValue);
    }

    private static async Task SeedAsync(TestApplication app)
    {
        await using var db = app.Open();
        db.AddRange(
            new Dog { Id = 1 },
            new Puppy { Id = 2, Tricks = 2, Weeks = 3 },
            new Bird { Id = 3 },
            new Cat { Id = 4 },
            new Dog { Id = 5 },
            new Puppy { Id = 6, Tricks = 2, Weeks = 3 },
            new Bird { Id = 7 },
            new Cat { Id = 8 });
        await db.SaveChangesAsync();
    }

    private static Task<List<int>> Ids(IQueryable<Animal> animals) => animals.Select(x => x.Id).OrderBy(x => x).ToListAsync();
}

public sealed class SoftDeleteHierarchySqliteTests(SqliteDatabase database) : SoftDeleteHierarchyTests<SqliteDatabase>(database);

public sealed class SoftDeleteHierarchyPostgresTests(PostgresDatabase database) : SoftDeleteHierarchyTests<PostgresDatabase>(database);
