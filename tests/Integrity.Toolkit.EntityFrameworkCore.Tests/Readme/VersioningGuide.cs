using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of versioning, word for word, so that it compiles; VersioningReadmeTests runs it.
public sealed class Article
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string Author { get; set; } = "";

    public int Views { get; set; }

    public int Version { get; private set; }
}

public sealed class OldArticle
{
    public int Id { get; set; }

    public long Revision { get; private set; }
}

public sealed record ArticleRequest(string Title, int Version);

public sealed class ArticleContext(DbContextOptions<ArticleContext> options) : DbContext(options)
{
    public DbSet<Article> Articles => Set<Article>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Article>().HasVersion();
    }
}

public static class VersioningGuide
{
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<ArticleContext>(o =>
        {
            database(o);
            o.UseVersioning();
        });
    }

    public static void Guard(ModelBuilder model)
    {
        model.Entity<Article>().HasVersion().GuardInDatabase(except: x => x.Views);
    }

    public static void ExistingColumn(ModelBuilder model)
    {
        model.Entity<OldArticle>().HasVersion(x => x.Revision);             // int or long
    }

    public static void Up(MigrationBuilder migration)
    {
        migration.Sql("""UPDATE "OldArticles" SET "Revision" = 1 WHERE "Revision" = 0""");
    }

    public static async Task<string> EditAsync(ArticleContext db, int id, ArticleRequest request)
    {
        var article = await db.Articles.SingleAsync(x => x.Id == id);
        db.Entry(article).ExpectVersion(request.Version);                   // the version that the client has read
        article.Title = request.Title;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (IntegrityConflictException e)                                // a DbUpdateConcurrencyException
        {
            return $"changed meanwhile: {e.Conflicts[0].Expected} is now {e.Conflicts[0].Actual}";
        }

        return "saved";
    }

    public static async Task ChangeAsync(ArticleContext db, Article article)
    {
        article.Title = "New title";
        await db.SaveChangesAsync();
    }

    public static async Task ClientWinsAsync(ArticleContext db)
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (IntegrityConflictException e)
        {
            foreach (var entry in e.Entries)
            {
                entry.OriginalValues.SetValues((await entry.GetDatabaseValuesAsync())!);      // the values of the client are written
            }

            await db.SaveChangesAsync();
        }
    }

    public static async Task RenameAuthorAsync(ArticleContext db, string old, string name)
    {
        await db.Articles.Where(x => x.Author == old).BypassIntegrity().ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Author, name)
            .SetProperty(x => x.Version, x => x.Version + 1));
    }
}
