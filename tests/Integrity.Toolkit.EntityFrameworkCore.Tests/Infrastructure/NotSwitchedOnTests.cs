using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Infrastructure;

/// <summary>Blocks that are referenced but not enabled have no effect.</summary>
public abstract class NotSwitchedOnTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Declared = DeskModel.With(model =>
    {
        model.Entity<Plain>().HasSoftDelete();
        model.Entity<Plain>().HasVersion();
    });

    [Fact]
    public async Task Declarations_without_the_Use_method_add_nothing_to_the_model()
    {
        await using var app = await TestApplication.CreateAsync(database, Declared, blocks: _ => { });
        await using var db = app.Open();

        var plain = db.Model.FindEntityType(typeof(Plain))!;

        Assert.Equal(["Id", "Text"], plain.GetProperties().Select(property => property.Name));
        Assert.Empty(plain.GetDeclaredQueryFilters());
        Assert.DoesNotContain(db.Model.GetEntityTypes(), type => type.Name.Contains("History", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_any_block_a_save_behaves_as_in_EF_Core()
    {
        await using var app = await TestApplication.CreateAsync(database, Declared, blocks: _ => { });
        await using var db = app.Open();
        var ticket = new Ticket { Status = TicketStatus.Closed };
        db.Add(ticket);
        await db.SaveChangesAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Tickets.IgnoreQueryFilters().ToListAsync());
        Assert.Equal(0, ticket.Version);
        Assert.Empty(app.Committed);
        Assert.DoesNotContain(app.Logs.Messages, message => message.Id != 76003);
    }

    [Fact]
    public async Task Each_Use_method_enables_one_block()
    {
        await using var app = await TestApplication.CreateAsync(database, Declared, blocks: options => options.UseVersioning());
        await using var db = app.Open();
        var plain = new Plain();
        db.Add(plain);
        await db.SaveChangesAsync();

        db.Remove(plain);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Plains.IgnoreQueryFilters().ToListAsync());
        Assert.Equal(["Id", "Text", "Version"], db.Model.FindEntityType(typeof(Plain))!.GetProperties().Select(p => p.Name));
    }

    [Fact]
    public async Task A_declaration_without_its_Use_method_is_logged_when_another_block_is_enabled()
    {
        var model = DeskModel.With(builder => builder.Entity<Plain>().HasSoftDelete());

        await using var app = await TestApplication.CreateAsync(database, model, blocks: options => options.UseVersioning());

        Assert.Contains(
            app.Logs.Messages,
            message => message.Id == 76003 && message.Text.Contains("UseSoftDelete()", StringComparison.Ordinal));
    }
}

public sealed class NotSwitchedOnSqliteTests(SqliteDatabase database) : NotSwitchedOnTests<SqliteDatabase>(database);

public sealed class NotSwitchedOnPostgresTests(PostgresDatabase database) : NotSwitchedOnTests<PostgresDatabase>(database);
