using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints;

public sealed class PostgreSqlIndexTests(SqliteDatabase sqlite, PostgresDatabase postgres)
    : IClassFixture<SqliteDatabase>, IClassFixture<PostgresDatabase>
{
    private static readonly DeskModel Indexed = DeskModel.Only(model => model.Entity<Paper>(paper =>
    {
        paper.Property(x => x.Data).HasColumnType("jsonb");
        paper.HasTextSearchIndex("english", x => new { x.Title, x.Body }).HasName("ix_paper_text");
        paper.HasJsonIndex(x => x.Data);
    }));

    [Fact]
    public async Task PostgreSQL_gets_GIN_indexes()
    {
        await using var app = await TestApplication.CreateAsync(postgres, Indexed, blocks: options => options.UseConstraints());
        await using var db = app.Open();

        var indexes = await db.Database
            .SqlQueryRaw<string>("""SELECT indexdef AS "Value" FROM pg_indexes WHERE tablename = 'Paper' AND indexdef LIKE '%gin%'""")
            .ToListAsync();

        Assert.Equal(2, indexes.Count);
        Assert.Contains(indexes, index => index.Contains("to_tsvector('english'", StringComparison.Ordinal));
        Assert.Contains(indexes, index => index.Contains("jsonb_path_ops", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_SQLite_they_are_left_out_and_that_is_logged()
    {
        await using var app = await TestApplication.CreateAsync(sqlite, Indexed, blocks: options => options.UseConstraints());
        await using var db = app.Open();

        var indexes = await db.Database
            .SqlQueryRaw<string>("""SELECT name AS "Value" FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Paper'""")
            .ToListAsync();

        Assert.Empty(indexes);

        // For each of them whenever the model is built, which EF Core does again for one that it has forgotten among many others.
        Assert.Equal(2, app.Logs.Messages.Where(message => message.Id == 76009).Distinct().Count());
    }

    [Fact]
    public async Task A_required_one_is_refused_on_SQLite()
    {
        var required = DeskModel.Only(model => model.Entity<Paper>().HasTextSearchIndex("english", x => x.Title).Required());

        var refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => TestApplication.CreateAsync(sqlite, required, blocks: options => options.UseConstraints()));

        Assert.Contains("Paper requires a text search index on Title", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_without_a_column_is_refused_by_name()
    {
        var unmapped = DeskModel.Only(model => model.Entity<Paper>(paper =>
        {
            paper.Ignore(x => x.Body);
            paper.HasTextSearchIndex("english", x => x.Body);
        }));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(postgres, unmapped, blocks: options => options.UseConstraints()));

        Assert.Contains("Paper.Body", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Paper
    {
        public int Id { get; set; }

        public string Title { get; set; } = "";

        public string? Body { get; set; }

        public string Data { get; set; } = "{}";
    }
}
