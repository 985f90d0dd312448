using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

public abstract class RulesClockTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_time_more_precise_than_the_database_is_not_in_the_future()
    {
        await using var app = await CreateApplicationAsync();
        app.Clock.AdjustTime(TestTime.Start.AddTicks(7));
        await using var db = app.Open();
        db.Add(new Ticket { DeletedAt = app.Clock.GetUtcNow().UtcDateTime });

        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Tickets.CountAsync());
    }

    [Fact]
    public async Task A_time_one_microsecond_later_is_in_the_future()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        db.Add(new Ticket { DeletedAt = app.Clock.GetUtcNow().UtcDateTime.AddMicroseconds(1) });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(RuleCodes.TimeFuture, exception.Violations.Single().Code);
    }

    private Task<TestApplication> CreateApplicationAsync()
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasRules<TicketRules>()),
            blocks: o => o.UseValidation());

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules() => For(x => x.DeletedAt).NotInFuture();
    }
}

public sealed class RulesClockSqliteTests(SqliteDatabase database) : RulesClockTests<SqliteDatabase>(database);

public sealed class RulesClockPostgresTests(PostgresDatabase database) : RulesClockTests<PostgresDatabase>(database);
