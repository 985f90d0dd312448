using Casework.Tickets;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The flow of the sample's tickets, declared and converted from a machine, gives the same table.</summary>
public sealed class SameTableTests
{
    [Fact]
    public void The_declared_flow_matches_the_sample_with_triggers_added()
    {
        Assert.NotEmpty(TicketFlow.Table.Transitions);
        Assert.Equal(Moves(TicketFlow.Table), Moves(DeclaredFlow.Declared));
        Assert.Equal(TicketFlow.Table.States.Order(), DeclaredFlow.Declared.States.Order());
        Assert.Equal(TicketFlow.Table.InitialStates, DeclaredFlow.Declared.InitialStates);
        Assert.Equal(TicketFlow.Table.TerminalStates, DeclaredFlow.Declared.TerminalStates);
        Assert.Empty(TicketFlow.Table.Invariants);
    }

    [Fact]
    public void A_declared_flow_and_its_machine_produce_the_same_table()
    {
        var declared = DeclaredFlow.Declared;
        var made = MachineFlow.Made;

        Assert.Equal(declared.Hash, made.Hash);
        Assert.Equal(Ways(declared), Ways(made));
        Assert.Equal(declared.States.Order(), made.States.Order());
        Assert.Equal(declared.InitialStates, made.InitialStates);
        Assert.Equal(declared.TerminalStates, made.TerminalStates);
        Assert.Equal(declared.Triggers.Order(), made.Triggers.Order());
        Assert.Equal(declared.Name, made.Name);
    }

    [Fact]
    public void Their_guards_have_the_same_conditions_and_descriptions()
    {
        var declared = Guards(DeclaredFlow.Declared);

        Assert.Equal(
            Enumerable.Repeat(("ticket.assigned", "somebody is assigned to the ticket", false), 2),
            declared.Select(x => (x.Code, x.Description!, x.IsOpen)));
        Assert.All(declared.Zip(Guards(MachineFlow.Made)), pair =>
        {
            var (one, other) = pair;
            Assert.Equal((one.Code, one.Description, one.IsOpen), (other.Code, other.Description, other.IsOpen));
            Assert.Equal(one.EntityType, other.EntityType);
            Assert.Equal(one.Expression.ToString(), other.Expression.ToString());
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada")]
    public void The_machine_fires_what_the_declared_table_permits(string? assignee)
    {
        foreach (var state in DeclaredFlow.Declared.States)
        {
            foreach (var trigger in Enum.GetValues<TicketTrigger>())
            {
                var ticket = new Ticket { Status = state, AssigneeId = assignee };
                var way = DeclaredFlow.Declared.Find(state, trigger).SingleOrDefault(x => x.Guard?.IsMet(ticket) ?? true);
                var machine = MachineFlow.Machine(ticket);

                Assert.Equal(way is not null, machine.CanFire(trigger));
                if (way is not null)
                {
                    machine.Fire(trigger);
                    Assert.Equal(way.To, ticket.Status);
                }
            }
        }
    }

    [Fact]
    public void An_open_guard_of_the_machine_produces_a_different_table()
    {
        var open = MachineFlow.Machine(new Ticket()).ToTransitionTable("ticket", t => t
            .Initial(TicketFlow.New).OpenGuards().RequireReason(TicketTrigger.Reopen, TicketTrigger.Close).NoAsyncGuards());

        Assert.NotEqual(DeclaredFlow.Declared.Hash, open.Hash);
        Assert.All(Guards(open), x => Assert.True(x.IsOpen));
    }

    private static List<TransitionGuard> Guards(TransitionTable<string> table)
        => [.. table.Transitions.Where(x => x.Guard is not null).OrderBy(x => x.From, StringComparer.Ordinal).Select(x => x.Guard!)];

    private static IEnumerable<string> Ways(TransitionTable<string> table)
        => table.Transitions.Select(x => $"{x}, {x.Guard?.Description}, {x.RequiresReason}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Moves(TransitionTable<string> table)
        => table.Transitions.Select(x => $"{x.From} to {x.To}, {x.Guard?.Code}, {x.Guard?.Description}, {x.RequiresReason}")
            .Order(StringComparer.Ordinal);
}
