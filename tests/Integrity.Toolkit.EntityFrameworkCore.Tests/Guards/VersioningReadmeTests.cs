using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code and the SQL in the README of versioning.</summary>
public abstract class VersioningReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly ReadmePage Page = new("src", "Integrity.Toolkit.EntityFrameworkCore", "Versioning", "README.md");

    [Fact]
    public async Task The_version_of_a_client_is_compared()
    {
        await using var app = await AppAsync(new SqlRecorder());
        var id = (await SaveAsync(app)).Id;

        var first = await InScopeAsync(app, db => VersioningGuide.EditAsync(db, id, new ArticleRequest("one", 1)));
        var second = await InScopeAsync(app, db => VersioningGuide.EditAsync(db, id, new ArticleRequest("two", 1)));

        Assert.Equal(("saved", "changed meanwhile: 1 is now 2"), (first, second));
    }

    [Fact]
    public async Task The_values_of_the_client_are_written_after_a_conflict()
    {
        await using var app = await AppAsync(new SqlRecorder());
        var id = (await SaveAsync(app)).Id;

        await InScopeAsync(app, async db =>
        {
            var article = await db.Articles.SingleAsync(x => x.Id == id);
            await InScopeAsync(app, other => VersioningGuide.EditAsync(other, id, new ArticleRequest("faster", 1)));
            article.Title = "slower";
            await VersioningGuide.ClientWinsAsync(db);
            return "";
        });

        var stored = await InScopeAsync(app, async db => await db.Articles.SingleAsync());
        Assert.Equal(("slower", 3), (stored.Title, stored.Version));
    }

    [Fact]
    public async Task A_set_based_update_increases_the_version_itself()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await SaveAsync(app);

        await InScopeAsync(app, async db =>
        {
            await VersioningGuide.RenameAuthorAsync(db, "an author", "another author");
            return "";
        });

        var stored = await InScopeAsync(app, async db => await db.Articles.SingleAsync());
        Assert.Equal(("another author", 2), (stored.Author, stored.Version));
    }

    [Fact]
    public async Task The_statement_in_the_readme_initializes_rows_from_before_the_block()
    {
        await using var db = await CreateAsync(options => new OldArticleContext(options));
        await db.Database.EnsureCreatedAsync();
        db.Add(new OldArticle());
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "OldArticles" SET "Revision" = 0""");
        var migration = new MigrationBuilder(db.Database.ProviderName);
        VersioningGuide.Up(migration);

        await db.Database.ExecuteSqlRawAsync(migration.Operations.OfType<SqlOperation>().Single().Sql);

        Assert.Equal(1, (await db.OldArticles.AsNoTracking().SingleAsync()).Revision);
    }

    [Fact]
    public async Task The_generated_SQL_is_that_of_the_readme()
    {
        var sql = new SqlRecorder();
        await using var app = await AppAsync(sql);
        await SaveAsync(app);
        await InScopeAsync(app, async db =>
        {
            var article = await db.Articles.SingleAsync();
            sql.Commands.Clear();
            await VersioningGuide.ChangeAsync(db, article);
            return "";
        });
        await using var guarded = await CreateAsync(options => new GuardedArticles(options));

        string[] generated = [.. sql.Commands, guarded.Database.GenerateCreateScript()];

        Assert.Single(sql.Commands);
        if (typeof(TDatabase) == typeof(SqliteDatabase))
        {
            var lines = ReadmePage.Flat(generated.SelectMany(text => text.Split('\n')));
            Assert.Equal(2, Page.Blocks("sql").Count());
            Assert.All(
                Page.Blocks("sql"), block => Assert.Contains(ReadmePage.Flat(block), lines, StringComparison.Ordinal));
        }
    }

    private static Task<Article> SaveAsync(ServiceProvider app) => InScopeAsync(app, async db =>
    {
        var article = new Article { Title = "a title", Author = "an author" };
        db.Add(article);
        await db.SaveChangesAsync();
        return article;
    });

    private static async Task<TResult> InScopeAsync<TResult>(ServiceProvider app, Func<ArticleContext, Task<TResult>> work)
    {
        await using var scope = app.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ArticleContext>());
    }

    private async Task<TContext> CreateAsync<TContext>(Func<DbContextOptions, TContext> create)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        (await database.CreateAsync())(options);
        options.UseVersioning();
        return create(options.Options);
    }

    private async Task<ServiceProvider> AppAsync(SqlRecorder sql)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        VersioningGuide.Register(services, options =>
        {
            connect(options);
            options.AddInterceptors(sql);
        });
        var app = services.BuildServiceProvider(validateScopes: true);
        await InScopeAsync(app, db => db.Database.EnsureCreatedAsync());
        return app;
    }

    private sealed class GuardedArticles(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Article> Articles => Set<Article>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => VersioningGuide.Guard(modelBuilder);
    }

    private sealed class OldArticleContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<OldArticle> OldArticles => Set<OldArticle>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => VersioningGuide.ExistingColumn(modelBuilder);
    }
}

public sealed class VersioningReadmeSqliteTests(SqliteDatabase database) : VersioningReadmeTests<SqliteDatabase>(database);

public sealed class VersioningReadmePostgresTests(PostgresDatabase database) : VersioningReadmeTests<PostgresDatabase>(database);
