using Integrity.Toolkit.SoftDelete;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of soft delete, word for word, so that it compiles; SoftDeleteReadmeTests runs it.
public sealed class Project
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<TodoItem> Items { get; } = [];
}

public sealed class TodoItem
{
    public int Id { get; set; }

    public int ProjectId { get; set; }

    public string Text { get; set; } = "";
}

public sealed class OldProject
{
    public int Id { get; set; }

    public DateTime? RemovedOn { get; set; }
}

public sealed class ProjectContext(DbContextOptions<ProjectContext> options) : DbContext(options)
{
    public DbSet<Project> Projects => Set<Project>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Project>().HasSoftDelete();
        model.Entity<TodoItem>().HasSoftDelete();
    }
}

public static class SoftDeleteGuide
{
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<ProjectContext>(o =>
        {
            database(o);
            o.UseSoftDelete();
        });
        services.AddIntegrity<ProjectContext>(i => i.UseActor<SignedInUser>());
    }

    public static void FilteredIndex(ModelBuilder model)
    {
        model.Entity<Project>().HasIndex(x => x.Name).IsUnique();
        model.Entity<Project>().HasSoftDelete().WithFilteredUniqueIndexes();
    }

    public static void Guard(ModelBuilder model)
    {
        model.Entity<Project>().HasSoftDelete().GuardInDatabase();
    }

    public static void ExistingColumns(ModelBuilder model)
    {
        model.Entity<OldProject>().HasSoftDelete(x => x.RemovedOn);         // DateTime? or DateTimeOffset?
        model.Entity<OldProject>().Property<string?>("DeletedBy").HasColumnName("removed_by");
    }

    public static async Task<int> DeleteAndRestoreAsync(ProjectContext db, int id)
    {
        var project = await db.Projects.Include(x => x.Items).SingleAsync(x => x.Id == id);
        using (db.ActingAs(Actor.User("4711"), reason: "customer left"))
        {
            db.Remove(project);
            await db.SaveChangesAsync();                                    // marks the project and its tracked items
        }

        var deleted = await db.Projects.OnlyDeleted().SingleAsync(x => x.Id == id);
        int restored = await db.RestoreAsync(deleted);                      // the project and the items of the same deletion
        await db.SaveChangesAsync();
        return restored;
    }

    public static async Task DeleteAsync(ProjectContext db, Project project)
    {
        db.Remove(project);
        await db.SaveChangesAsync();
    }

    public static async Task<(int All, int Deleted)> QueryAsync(ProjectContext db, string name)
    {
        var all = await db.Projects.WithDeleted().ToListAsync();
        var deleted = await db.Projects.OnlyDeleted().Where(x => x.Name == name).ToListAsync();
        return (all.Count, deleted.Count);
    }

    public static async Task RestoreOneAsync(ProjectContext db, Project project)
    {
        db.Entry(project).Property(SoftDeleteDefaults.DeletedAt).CurrentValue = null;       // restores this row only
        await db.SaveChangesAsync();
    }

    public static async Task HardDeleteAsync(ProjectContext db, Project project)
    {
        db.HardDelete(project);
        await db.SaveChangesAsync();
    }

    public static async Task PurgeAsync(ProjectContext db, DateTime before)
    {
        await db.Projects.OnlyDeleted()
            .Where(x => EF.Property<DateTime?>(x, SoftDeleteDefaults.DeletedAt) < before)
            .BypassIntegrity()
            .ExecuteDeleteAsync();
    }
}
