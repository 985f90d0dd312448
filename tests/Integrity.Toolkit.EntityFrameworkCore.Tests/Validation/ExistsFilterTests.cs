using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Filtered rows do not exist for a rule, unless it ignores filters.</summary>
public abstract class ExistsFilterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_deleted_principal_does_not_exist_unless_filters_are_ignored()
    {
        await using var app = await CreateApplicationAsync();
        var ticket = await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await using var db = app.Open();
        db.Add(new Visit { TicketId = ticket.Id, AnyTicketId = ticket.Id });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["TicketId"], exception.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task A_deleted_tracked_principal_does_not_exist()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();

        db.Add(new Visit { TicketId = ticket.Id, AnyTicketId = ticket.Id });
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["TicketId"], exception.Violations.Select(violation => violation.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_principal_soft_deleted_in_the_same_save_does_not_exist(bool isAssigned)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        if (isAssigned)
        {
            ticket.DeletedAt = TestTime.Start;
        }
        else
        {
            db.Remove(ticket);
        }

        db.Add(new Visit { TicketId = ticket.Id, AnyTicketId = ticket.Id });
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["TicketId"], exception.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task A_principal_hard_deleted_in_the_same_save_does_not_exist_for_any_rule()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.HardDelete(ticket);
        db.Add(new Visit { TicketId = ticket.Id, AnyTicketId = ticket.Id });
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["TicketId", "AnyTicketId"], exception.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task A_principal_restored_in_the_same_save_exists()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { DeletedAt = TestTime.Start });
        await using var db = app.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();

        await db.RestoreAsync(ticket);
        db.Add(new Visit { TicketId = ticket.Id });
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Visit>().CountAsync());
    }

    [Fact]
    public async Task References_of_a_restored_row_are_checked_again()
    {
        await using var app = await CreateApplicationAsync();
        var ticket = await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Visit { TicketId = ticket.Id, DeletedAt = TestTime.Start });
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        var visit = await db.Set<Visit>().OnlyDeleted().SingleAsync();
        await db.RestoreAsync(visit);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        await db.RestoreAsync(await db.Tickets.OnlyDeleted().SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal("TicketId", exception.Violations.Single().Path);
        Assert.Equal(1, await db.Set<Visit>().CountAsync());
    }

    [Fact]
    public async Task References_of_a_deleted_row_are_not_checked()
    {
        await using var app = await CreateApplicationAsync();
        var ticket = await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Visit { TicketId = ticket.Id });
        await using var db = app.Open();
        var visit = await db.Set<Visit>().SingleAsync();
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        db.Remove(visit);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Set<Visit>().ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_of_another_tenant_does_not_exist_even_when_tracked(bool isTracked)
    {
        await using var app = await CreateApplicationAsync();
        var (mine, theirs) = (await app.SaveAsync(new Ticket { Priority = 1 }), await app.SaveAsync(new Ticket { Priority = 2 }));
        var options = new DbContextOptionsBuilder<RuledTenantContext>();
        app.Configure(options, o => o.UseValidation().UseSoftDelete());
        await using var db = new RuledTenantContext(options.Options) { Tenant = 1 };
        if (isTracked)
        {
            await db.Tickets.IgnoreQueryFilters().ToListAsync();
        }

        db.AddRange(
            new Visit { TicketId = mine.Id, AnyTicketId = theirs.Id }, new Visit { TicketId = theirs.Id });
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["TicketId"], exception.Violations.Select(violation => violation.Path));
    }

    private static void Build(ModelBuilder model)
    {
        model.Entity<Visit>().HasRules<VisitRules>();
        model.Entity<Visit>().HasSoftDelete();
    }

    private Task<TestApplication> CreateApplicationAsync()
        => TestApplication.CreateAsync(database, DeskModel.With(Build), blocks: o => o.UseValidation().UseSoftDelete());

    public sealed class Visit
    {
        public int Id { get; set; }

        public int? TicketId { get; set; }

        public int? AnyTicketId { get; set; }

        public DateTime? DeletedAt { get; set; }
    }

    private sealed class RuledTenantContext(DbContextOptions options) : DeskContext(options)
    {
        public int Tenant { get; init; }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Ticket>().HasQueryFilter(x => x.Priority == Tenant);
            Build(modelBuilder);
        }
    }

    private sealed class VisitRules : EntityRules<Visit>
    {
        public VisitRules()
        {
            For(x => x.TicketId).Exists<Ticket>();
            For(x => x.AnyTicketId).Exists<Ticket>(ignoreFilters: true);
        }
    }
}

public sealed class ExistsFilterSqliteTests(SqliteDatabase database) : ExistsFilterTests<SqliteDatabase>(database);

public sealed class ExistsFilterPostgresTests(PostgresDatabase database) : ExistsFilterTests<PostgresDatabase>(database);
