using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteTreeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_tree_is_deleted_and_restored_together()
    {
        await using var app = await TestApplication.CreateAsync(database, Folder.Model);
        await app.SaveAsync(new Folder { Children = [new Folder { Children = [new Folder()] }, new Folder()] });
        await using var db = app.Open();
        var folders = await db.Set<Folder>().ToListAsync();

        db.Remove(folders.Single(x => x.ParentId == null));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var deleted = await later.Set<Folder>().OnlyDeleted().ToListAsync();
        Assert.Equal(4, deleted.Count);
        Assert.Single(deleted.Select(x => later.Entry(x).Property<Guid?>("DeletionId").CurrentValue).Distinct());
        Assert.Equal(4, await later.RestoreAsync(deleted.Single(x => x.ParentId == null)));
        await later.SaveChangesAsync();
        Assert.Equal(4, await later.Set<Folder>().CountAsync());
        Assert.Equal(3, await later.Set<Folder>().CountAsync(x => x.ParentId != null));
    }
}

public sealed class SoftDeleteTreeSqliteTests(SqliteDatabase database) : SoftDeleteTreeTests<SqliteDatabase>(database);

public sealed class SoftDeleteTreePostgresTests(PostgresDatabase database) : SoftDeleteTreeTests<PostgresDatabase>(database);
