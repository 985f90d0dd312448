using Casework.Diagrams;
using Casework.Tickets;
using Integrity.Toolkit.Transitions;

namespace Casework.Tests.Diagrams;

public sealed class StateDiagramTests
{
    public static TheoryData<string> Tables => ["ticket", "alone", "ring", "wide", "backwards"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_state_has_a_box_inside_the_drawing_and_boxes_do_not_overlap(string name)
    {
        var table = Table(name);

        var diagram = StateDiagram.Of(table);

        Assert.Equal(table.States.Order(), diagram.Boxes.Select(box => box.State).Order());
        Assert.All(diagram.Boxes, box =>
        {
            Assert.InRange(box.Left, 0, diagram.Width - DiagramBox.Width);
            Assert.InRange(box.Top, 0, diagram.Height - DiagramBox.Height);
            Assert.DoesNotContain(diagram.Boxes, other => other != box
                && Math.Abs(other.X - box.X) < DiagramBox.Width && Math.Abs(other.Y - box.Y) < DiagramBox.Height);
        });
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_transition_has_a_line_and_all_lines_are_different(string name)
    {
        var table = Table(name);

        var diagram = StateDiagram.Of(table);

        Assert.Equal(
            table.Transitions.Select(edge => (edge.From, edge.To)).Distinct().Order(),
            diagram.Lines.Select(line => (line.From, line.To)).Order());
        Assert.Equal(diagram.Lines.Count, diagram.Lines.Select(line => line.Path).Distinct().Count());
        Assert.DoesNotContain(diagram.Lines, line => line.Path.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void The_ticket_diagram_fits_on_a_phone()
        => Assert.InRange(StateDiagram.Of(TicketFlow.Table).Width, 200, 300);

    private static TransitionTable<string> Table(string name) => name switch
    {
        "ticket" => TicketFlow.Table,
        "alone" => TransitionTable.Create<string>(name, t => t.Initial("a").Terminal("a")),
        "ring" => TransitionTable.Create<string>(name, t => t
            .Initial("a").Permit("a", "b").Permit("b", "c").Permit("c", "d").Permit("d", "a").Permit("d", "b")),
        "wide" => TransitionTable.Create<string>(name, t => t
            .Initial("a", "b", "c").Permit("a", "b").Permit("a", "c").Permit("b", "a").Permit("c", "a").Permit("c", "b")),
        _ => TransitionTable.Create<string>(name, t => t
            .Initial("z").Permit("a", "b").Permit("b", "a").Permit("z", "b").Permit("z", "a").Permit("a", "z")),
    };
}
