using Integrity.Toolkit.Tests.Constraints.AppendOnly;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Tests.Constraints;

/// <summary>Tables with unusual mappings are guarded completely, or throw with their name.</summary>
public abstract class UnusualTableTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("Dog")]
    [InlineData("Cat")]
    [InlineData("Bird")]
    public async Task Three_types_in_one_table_have_separate_guards(string type)
    {
        await using var app = await TestApplication.CreateAsync(database, DeskModel.With(model =>
        {
            Animal.OneTable.Build(model);
            model.Entity<Dog>().HasSoftDelete().GuardInDatabase();
            model.Entity<Cat>().HasSoftDelete().GuardInDatabase();
            model.Entity<Bird>().HasSoftDelete().GuardInDatabase();
        }));
        await app.SaveAsync(new Dog { Id = 1 });
        await app.SaveAsync(new Cat { Id = 2 });
        await app.SaveAsync(new Bird { Id = 3 });

        var said = await RawConnection.TryAsync(app, $"""DELETE FROM "Animal" WHERE "Discriminator" = '{type}'""");

        Assert.Equal("soft-delete.live", said);
    }

    [Theory]
    [InlineData("mark", "Ticket is split over several tables")]
    [InlineData("status", "Ticket.Status is not in the table of Ticket")]
    public async Task A_guard_that_cannot_see_part_of_the_row_throws(string guard, string why)
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => TestApplication.CreateAsync(database, DeskModel.With(model =>
        {
            var ticket = model.Entity<Ticket>();
            ticket.ToTable("Tickets").SplitToTable("TicketParts", part => part.Property(guard == "mark" ? "Title" : "Status"));
            (guard == "mark"
                ? (Action)(() => ticket.HasSoftDelete().GuardInDatabase())
                : () => ticket.HasTransitions(x => x.Status, TicketFlow.Table).GuardInDatabase())();
        })));

        Assert.StartsWith(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declaration_without_a_table_logs_a_warning()
    {
        await using var app = await TestApplication.CreateAsync(database, DeskModel.With(model =>
        {
            model.Entity<Place>().ToView("Places").HasKey(x => x.Room);
            model.Entity<Place>().HasVersion().GuardInDatabase();
        }));

        // Logged each time that EF Core builds the model: for use, and for the schema.
        var said = app.Logs.Messages.Where(message => message.Id == 76010).Distinct().ToList();

        Assert.Equal(LogLevel.Warning, Assert.Single(said).Level);
        Assert.StartsWith("Place declares database constraints", said[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_computed_column_can_change_with_a_redacted_column()
    {
        await using var app = await AuditAsync(entry =>
            entry.Property<string>("Loud").HasComputedColumnSql("upper(\"Actor\")", stored: true));

        var said = await RawConnection.TryAsync(app, """UPDATE "AuditEntry" SET "Actor" = NULL""");

        Assert.Equal(RawConnection.Passed, said);
    }

    protected async Task<TestApplication> AuditAsync(
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<AuditEntry>> more)
    {
        var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model =>
            {
                AuditEntry.Model.Build(model);
                more(model.Entity<AuditEntry>());
            }),
            blocks: all => all.UseConstraints());
        await app.SaveAsync(new AuditEntry());
        return app;
    }
}

public sealed class UnusualTableOnSqliteTests(SqliteDatabase database) : UnusualTableTests<SqliteDatabase>(database)
{
    private readonly SqliteDatabase _database = database;

    [Fact]
    public async Task A_unique_filter_on_a_complex_property_detects_replaced_rows()
    {
        await using var app = await TestApplication.CreateAsync(
            _database,
            DeskModel.Only(model => model.Entity<AuditEntry>(entry =>
            {
                entry.Ignore(x => x.Archive).ComplexProperty(x => x.Place);
                entry.HasIndex(x => x.What).IsUnique().HasFilter("\"Place_Room\" = '1'");
                entry.IsAppendOnly();
            })),
            blocks: all => all.UseConstraints());
        await app.SaveAsync(new AuditEntry());

        var said = await RawConnection.TryAsync(
            app, """INSERT OR REPLACE INTO "AuditEntry" ("What", "At", "Place_Room") VALUES ('opened', '2026-01-01', '1')""");

        Assert.Equal("database.replaced", said);
    }
}

public sealed class UnusualTableOnPostgresTests(PostgresDatabase database) : UnusualTableTests<PostgresDatabase>(database)
{
    [Fact]
    public async Task A_row_version_column_is_exempt_from_append_only()
    {
        await using var app = await AuditAsync(entry => entry.Property<uint>("Stamp").IsRowVersion());

        var said = await RawConnection.TryAsync(app, """UPDATE "AuditEntry" SET "Actor" = NULL""");

        Assert.Equal(RawConnection.Passed, said);
    }

    [Fact]
    public async Task A_truncated_table_name_is_still_mapped_to_the_declared_check()
    {
        await using var app = await AuditAsync(entry =>
        {
            entry.ToTable(new string('x', 70)).OwnsOne(x => x.Place).ToTable(new string('x', 70));
            entry.HasCheck(x => x.What != "nothing", "audit.what");
        });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => app.SaveAsync(new AuditEntry { What = "nothing" }));

        Assert.Equal("audit.what", failure.Database.Code);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonb")]
    [InlineData("xml")]
    public async Task A_condition_on_a_column_type_without_text_operators_throws_when_the_model_is_built(string type)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => AuditAsync(entry =>
        {
            entry.Property(x => x.What).HasColumnType(type);
            entry.HasCheck(x => x.What != "", "audit.what");
        }));

        Assert.Contains($"'x.What' is stored as {type}", failure.Message, StringComparison.Ordinal);
    }
}
