using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class LearningTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_table_learned_from_the_history_permits_exactly_the_recorded_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Resolved);
        await app.TicketInAsync(Closed);
        await using var db = app.Open();
        var learner = new TransitionLearner<TicketStatus>();

        foreach (var row in db.TransitionsOf<Ticket>())
        {
            var to = Enum.Parse<TicketStatus>(row.ToState);
            if (row.FromState is null)
            {
                learner.ObserveInitial(to);
            }
            else
            {
                learner.Observe(Enum.Parse<TicketStatus>(row.FromState), to);
            }
        }

        var table = learner.ToTable("ticket");
        Assert.True(table.IsInitial(New));
        Assert.Equal(
            [(New, Opened), (Opened, Resolved), (Opened, Closed)],
            table.Transitions.Select(edge => (edge.From, edge.To)).Order());
    }

    [Fact]
    public async Task A_learned_table_can_be_enforced_instead_of_the_declared_one()
    {
        var learner = new TransitionLearner<TicketStatus>();
        learner.ObserveTrace([New, Closed]);
        var learned = learner.ToTable("ticket");
        await using var app = await TestApplication.CreateAsync(
            database, options: o => o.UseTransitions(t => t.WithTable(learned)));
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Closed;
        await db.SaveChangesAsync();

        Assert.Equal("New Closed", await app.StatesAsync(id));
        Assert.Equal(learned.Hash, (await app.RowsAsync<Ticket>(id))[^1].TableHash);
    }
}

public sealed class LearningSqliteTests(SqliteDatabase database) : LearningTests<SqliteDatabase>(database);

public sealed class LearningPostgresTests(PostgresDatabase database) : LearningTests<PostgresDatabase>(database);
