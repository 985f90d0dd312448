using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code and the SQL in the README of soft delete.</summary>
public abstract class SoftDeleteReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly ReadmePage Page = new("src", "Integrity.Toolkit.EntityFrameworkCore", "SoftDelete", "README.md");

    [Fact]
    public async Task A_restore_returns_the_project_and_its_items()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProjectContext>();
        var project = await SaveAsync(db);

        var restored = await SoftDeleteGuide.DeleteAndRestoreAsync(db, project.Id);

        Assert.Equal(2, restored);
        Assert.Equal((1, 0), await SoftDeleteGuide.QueryAsync(db, project.Name));
    }

    [Fact]
    public async Task One_row_is_restored_and_then_permanently_deleted()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProjectContext>();
        var project = await SaveAsync(db);
        await SoftDeleteGuide.DeleteAsync(db, project);

        await SoftDeleteGuide.RestoreOneAsync(db, project);
        var live = (await db.Projects.CountAsync(), await db.Set<TodoItem>().CountAsync());
        await SoftDeleteGuide.HardDeleteAsync(db, project);

        Assert.Equal((1, 0), live);
        Assert.Equal(0, await db.Projects.WithDeleted().CountAsync());
        Assert.Equal(0, await db.Set<TodoItem>().WithDeleted().CountAsync());
    }

    [Fact]
    public async Task A_purge_permanently_deletes_rows_that_were_deleted_before_a_time()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProjectContext>();
        var (deleted, live) = (await SaveAsync(db), await SaveAsync(db));
        await SoftDeleteGuide.DeleteAsync(db, deleted);

        await SoftDeleteGuide.PurgeAsync(db, before: DateTime.UnixEpoch);
        var kept = await db.Projects.WithDeleted().CountAsync();
        await SoftDeleteGuide.PurgeAsync(db, before: new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(2, kept);
        Assert.Equal([live.Id], await db.Projects.WithDeleted().Select(x => x.Id).ToListAsync());
        Assert.Equal([live.Id], await db.Set<TodoItem>().WithDeleted().Select(x => x.ProjectId).ToListAsync());
    }

    [Fact]
    public async Task The_statement_in_the_readme_turns_a_flag_into_a_time()
    {
        await using var db = await CreateAsync(options => new OldProjectContext(options));
        await db.Database.EnsureCreatedAsync();
        var flagged = new OldProject();
        db.AddRange(new OldProject(), flagged);
        db.Entry(flagged).Property("IsDeleted").CurrentValue = true;
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        await db.Database.ExecuteSqlRawAsync(Page.Quoted("UPDATE \"OldProjects\""));

        var deleted = await db.OldProjects.OnlyDeleted().SingleAsync();
        Assert.Equal((flagged.Id, DateTimeKind.Utc), (deleted.Id, deleted.RemovedOn!.Value.Kind));
        Assert.Equal(1, await db.RestoreAsync(deleted));
    }

    [Fact]
    public async Task The_generated_SQL_is_that_of_the_readme()
    {
        var sql = new SqlRecorder();
        await using var app = await AppAsync(sql);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProjectContext>();
        var project = new Project();
        db.Add(project);
        await db.SaveChangesAsync();
        sql.Commands.Clear();
        await SoftDeleteGuide.DeleteAsync(db, project);
        await using var filtered = await CreateAsync(options => new FilteredProjects(options));
        await using var guarded = await CreateAsync(options => new GuardedProjects(options));

        string[] generated =
            [.. sql.Commands, filtered.Database.GenerateCreateScript(), guarded.Database.GenerateCreateScript()];

        Assert.Equal(1, await db.Projects.OnlyDeleted().CountAsync());
        if (typeof(TDatabase) == typeof(SqliteDatabase))
        {
            var lines = ReadmePage.Flat(generated.SelectMany(text => text.Split('\n')));
            Assert.Equal(3, Page.Blocks("sql").Count());
            Assert.All(
                Page.Blocks("sql"), block => Assert.Contains(ReadmePage.Flat(block), lines, StringComparison.Ordinal));
        }
    }

    private static async Task<Project> SaveAsync(ProjectContext db)
    {
        var project = new Project { Name = "a project", Items = { new TodoItem() } };
        db.Add(project);
        await db.SaveChangesAsync();
        return project;
    }

    private async Task<TContext> CreateAsync<TContext>(Func<DbContextOptions, TContext> create)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        (await database.CreateAsync())(options);
        options.UseSoftDelete();
        return create(options.Options);
    }

    private async Task<ServiceProvider> AppAsync(SqlRecorder sql)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        SoftDeleteGuide.Register(services, options =>
        {
            connect(options);
            options.AddInterceptors(sql);
        });
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProjectContext>().Database.EnsureCreatedAsync();
        return app;
    }

    private sealed class FilteredProjects(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Project> Projects => Set<Project>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => SoftDeleteGuide.FilteredIndex(modelBuilder);
    }

    private sealed class GuardedProjects(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Project> Projects => Set<Project>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => SoftDeleteGuide.Guard(modelBuilder);
    }

    private sealed class OldProjectContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<OldProject> OldProjects => Set<OldProject>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            SoftDeleteGuide.ExistingColumns(modelBuilder);
            modelBuilder.Entity<OldProject>().Property<bool>("IsDeleted");
        }
    }
}

public sealed class SoftDeleteReadmeSqliteTests(SqliteDatabase database) : SoftDeleteReadmeTests<SqliteDatabase>(database);

public sealed class SoftDeleteReadmePostgresTests(PostgresDatabase database) : SoftDeleteReadmeTests<PostgresDatabase>(database);
