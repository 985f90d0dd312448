using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteModeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Paused = DeskModel.With(_ => { });

    [Fact]
    public async Task In_off_mode_deleted_rows_can_be_queried_and_restored_and_versions_can_be_expected()
    {
        var connect = await database.CreateAsync();
        var mode = EnforcementMode.Enforce;
        DeskContext Open()
        {
            var options = new DbContextOptionsBuilder<DeskContext>();
            connect(options);
            options.UseTransitions();
            _ = mode == EnforcementMode.Off
                ? options.UseSoftDelete(x => x.Off()).UseVersioning(x => x.Off())
                : options.UseSoftDelete().UseVersioning();
            return new DeskContext(options.Options, mode == EnforcementMode.Off ? Paused : null);
        }

        await using (var enforcing = Open())
        {
            await enforcing.Database.EnsureCreatedAsync();
            var doomed = new Ticket { Comments = [new Comment()] };
            enforcing.Add(doomed);
            await enforcing.SaveChangesAsync();
            enforcing.Remove(doomed);
            await enforcing.SaveChangesAsync();
        }

        mode = EnforcementMode.Off;
        await using var paused = Open();
        var ticket = await paused.Tickets.OnlyDeleted().SingleAsync();
        paused.Entry(ticket).ExpectVersion(7);
        var restored = await paused.RestoreAsync(ticket);
        await paused.SaveChangesAsync();

        Assert.Equal((2, 2), (restored, ticket.Version));
        Assert.Empty(await paused.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task Observe_mode_deletes_the_row_and_logs_it_once()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: blocks => blocks.UseSoftDelete(x => x.Observe()));
        await app.SaveAsync(new Ticket { Labels = [new Label()], Tags = [new Tag()], Attachments = [new Attachment()] });
        await using var db = app.Open();

        db.Remove(await db.Tickets.Include(x => x.Tags).Include(x => x.Attachments).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.WithDeleted().ToListAsync());
        var message = Assert.Single(app.Logs.Messages, x => x.Id == 76000);
        Assert.Contains("Ticket", message.Text, StringComparison.Ordinal);
        Assert.Contains("soft-delete.hard-delete", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_mode_logs_every_row_that_would_have_been_kept()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: blocks => blocks.UseSoftDelete(x => x.Observe()));
        await app.SaveAsync(new Ticket { Comments = [new Comment(), new Comment()] });
        await using var db = app.Open();

        db.Remove(await db.Tickets.Include(x => x.Comments).SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(3, app.Logs.Messages.Count(x => x.Id == 76000));
    }

    [Fact]
    public async Task Observe_mode_does_not_log_hard_deletes_or_updates()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: blocks => blocks.UseSoftDelete(x => x.Observe()));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "changed";
        await db.SaveChangesAsync();
        db.HardDelete(ticket);
        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Logs.Messages, x => x.Id == 76000);
    }

    [Fact]
    public async Task Off_mode_does_not_keep_hide_or_log()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: blocks => blocks.UseSoftDelete(x => x.Off()));
        var dead = await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var seen = await db.Tickets.CountAsync();

        db.Remove(await db.Tickets.SingleAsync(x => x.Id != dead.Id));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, seen);
        Assert.Equal(dead.Id, (await later.Tickets.SingleAsync()).Id);
        Assert.DoesNotContain(app.Logs.Messages, x => x.Id == 76000);
    }

    [Fact]
    public async Task Without_UseSoftDelete_a_declaration_has_no_effect()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: _ => { });
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.IgnoreQueryFilters().ToListAsync());
        Assert.Null(later.Model.FindEntityType(typeof(Ticket))!.FindProperty("DeletionId"));
    }

    [Theory]
    [InlineData(EnforcementMode.Off, null, null, false)]
    [InlineData(EnforcementMode.Off, EnforcementMode.Enforce, null, true)]
    [InlineData(EnforcementMode.Enforce, EnforcementMode.Off, null, false)]
    [InlineData(EnforcementMode.Off, EnforcementMode.Off, EnforcementMode.Enforce, true)]
    [InlineData(EnforcementMode.Enforce, EnforcementMode.Enforce, EnforcementMode.Off, false)]
    [InlineData(EnforcementMode.Enforce, EnforcementMode.Enforce, EnforcementMode.Observe, false)]
    public async Task The_most_specific_mode_applies(EnforcementMode byDefault, EnforcementMode? block, EnforcementMode? entity, bool keeps)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                var gadget = model.Entity<Gadget>().Ignore(x => x.Part).HasSoftDelete();
                _ = entity switch
                {
                    EnforcementMode.Enforce => gadget.Enforce(),
                    EnforcementMode.Observe => gadget.Observe(),
                    EnforcementMode.Off => gadget.Off(),
                    _ => gadget,
                };
            }),
            integrity: integrity => integrity.UseDefaultMode(byDefault),
            blocks: blocks => blocks.UseSoftDelete(options => _ = block switch
            {
                EnforcementMode.Enforce => options.Enforce(),
                EnforcementMode.Off => options.Off(),
                _ => options,
            }));
        await app.SaveAsync(new Gadget());
        await using var db = app.Open();

        db.Remove(await db.Set<Gadget>().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(keeps ? 1 : 0, await later.Set<Gadget>().IgnoreQueryFilters().CountAsync());
    }

    [Fact]
    public async Task A_derived_type_can_be_off_while_its_base_type_is_enforced()
    {
        var model = DeskModel.With(builder =>
        {
            builder.Entity<Document>().HasVersion();
            builder.Entity<Draft>().HasVersion().Off();
        });
        await using var app = await TestApplication.CreateAsync(database, model);
        await using var db = app.Open();
        var (document, draft) = (new Document(), new Draft());
        db.AddRange(document, draft);

        await db.SaveChangesAsync();

        Assert.Equal((1, 0), (document.Version, draft.Version));
    }

    public class Document
    {
        public int Id { get; set; }

        public int Version { get; set; }
    }

    public sealed class Draft : Document;
}

public sealed class SoftDeleteModeSqliteTests(SqliteDatabase database) : SoftDeleteModeTests<SqliteDatabase>(database);

public sealed class SoftDeleteModePostgresTests(PostgresDatabase database) : SoftDeleteModeTests<PostgresDatabase>(database)
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task A_timestamp_column_without_time_zone_stores_utc()
    {
        var model = DeskModel.With(builder => builder.Entity<Ticket>()
            .Property(x => x.DeletedAt).HasColumnType("timestamp without time zone"));
        await using var app = await TestApplication.CreateAsync(_database, model);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var deletedAt = (await later.Tickets.OnlyDeleted().SingleAsync()).DeletedAt;
        Assert.Equal((TestTime.Start, DateTimeKind.Utc), (deletedAt!.Value, deletedAt.Value.Kind));
    }
}
