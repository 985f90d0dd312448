using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteAssignedTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_deletion_time_assigned_by_another_interceptor_is_a_soft_delete()
    {
        var deletes = false;
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(new RecordingInterceptor
        {
            Saving = context =>
            {
                if (deletes)
                {
                    context.ChangeTracker.Entries<Ticket>().Single().Entity.DeletedAt = TestTime.Start;
                }
            },
        }));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        deletes = true;

        ticket.Title = "last words";
        await db.SaveChangesAsync();

        Assert.Equal("anna", db.Entry(ticket).Property(SoftDeleteDefaults.DeletedBy).CurrentValue);
        Assert.NotNull(db.Entry(ticket).Property(SoftDeleteDefaults.DeletionId).CurrentValue);
        Assert.Equal(EntityOperation.SoftDelete, Assert.Single(Assert.Single(app.Committed).Changes).Operation);
    }

    [Fact]
    public async Task A_deletion_time_assigned_by_the_application_is_a_soft_delete()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.DeletedAt = TestTime.Start.AddDays(-1);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal((TestTime.Start.AddDays(-1), 2), (row.Entity.DeletedAt, row.Entity.Version));
        Assert.Equal("anna", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.NotNull(row.Property<Guid?>("DeletionId").CurrentValue);
        Assert.Equal(EntityOperation.SoftDelete, Assert.Single(Assert.Single(app.Committed).Changes).Operation);
    }

    [Fact]
    public async Task An_assigned_deletion_overwrites_stale_deletion_columns()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        var old = Guid.NewGuid();
        await using var db = app.Open();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set
            .SetProperty(x => EF.Property<string?>(x, "DeletedBy"), "ben")
            .SetProperty(x => EF.Property<Guid?>(x, "DeletionId"), old));

        (await db.Tickets.SingleAsync()).DeletedAt = TestTime.Start;
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal("anna", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.NotEqual(old, row.Property<Guid?>("DeletionId").CurrentValue);
    }

    [Fact]
    public async Task Deletion_columns_assigned_together_with_the_time_are_kept()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        var id = Guid.NewGuid();
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.DeletedAt = TestTime.Start;
        db.Entry(ticket).Property<string?>("DeletedBy").CurrentValue = "import";
        db.Entry(ticket).Property<Guid?>("DeletionId").CurrentValue = id;
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal("import", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Equal(id, row.Property<Guid?>("DeletionId").CurrentValue);
    }

    [Fact]
    public async Task Updating_a_detached_entity_keeps_the_deletion_columns()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var saved = await app.SaveAsync(new Ticket());
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Tickets.SingleAsync());
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.Update(new Ticket { Id = saved.Id, Version = 2, Title = "from a client" });
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal(("from a client", TestTime.Start), (row.Entity.Title, row.Entity.DeletedAt));
        Assert.Equal("anna", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.NotNull(row.Property<Guid?>("DeletionId").CurrentValue);
    }
}

public sealed class SoftDeleteAssignedSqliteTests(SqliteDatabase database) : SoftDeleteAssignedTests<SqliteDatabase>(database);

public sealed class SoftDeleteAssignedPostgresTests(PostgresDatabase database) : SoftDeleteAssignedTests<PostgresDatabase>(database);
