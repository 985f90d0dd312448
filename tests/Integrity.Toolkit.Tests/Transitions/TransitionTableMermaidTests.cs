using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableMermaidTests
{
    private const string Ticket = """
        stateDiagram-v2
            state "New" as s0
            state "Opened" as s1
            state "Resolved" as s2
            state "Escalated" as s3
            state "Closed" as s4
            [*] --> s0
            s0 --> s1 : Open
            s1 --> s2 : Resolve
            s1 --> s3 : Escalate [priority.high]
            s1 --> s1 : Reassign
            s0 --> s4 : Close (reason)
            s1 --> s4 : Close (reason)
            s2 --> s4 : Close (reason)
            s3 --> s4 : Close (reason)
            s4 --> [*]

        """;

    [Fact]
    public void Every_permitted_transition_is_drawn()
        => Assert.Equal(Ticket.ReplaceLineEndings("\n"), TicketFlow.Table.ToMermaid());

    [Fact]
    public void The_current_state_is_highlighted()
    {
        var diagram = TicketFlow.Table.ToMermaid(TicketStatus.Escalated);

        Assert.Equal(
            Ticket.ReplaceLineEndings("\n")
                + "    classDef current fill:#fde68a,stroke:#b45309,stroke-width:2px\n    class s3 current\n",
            diagram);
    }

    [Fact]
    public void An_unknown_current_state_is_not_highlighted()
        => Assert.Equal(TicketFlow.Table.ToMermaid(), TicketFlow.Table.ToMermaid((TicketStatus)99));

    [Fact]
    public void A_pair_is_labeled_only_with_its_guard_and_reason()
    {
        var table = TransitionTable.Create<OrderStatus>("order", t => t
            .Initial(OrderStatus.New).Terminal(OrderStatus.Shipped, OrderStatus.Cancelled)
            .Permit(OrderStatus.New, OrderStatus.Paid)
            .PermitIf<Ticket>(OrderStatus.Paid, OrderStatus.Shipped, _ => true, "paid.in-full", requiresReason: true)
            .Permit(OrderStatus.Paid, OrderStatus.Cancelled, requiresReason: true));

        var lines = table.ToMermaid().Split('\n');

        Assert.Contains("    s0 --> s3", lines);
        Assert.Contains("    s3 --> s1 : [paid.in-full] (reason)", lines);
        Assert.Contains("    s3 --> s2 : (reason)", lines);
    }

    [Theory]
    [InlineData("say \"hi\"", "say #34;hi#34;")]
    [InlineData("a: b; c", "a#58; b#59; c")]
    [InlineData("#1 & <b>", "#35;1 #38; #60;b#62;")]
    [InlineData("x --> y", "x --#62; y")]
    [InlineData("%% no comment", "#37;#37; no comment")]
    [InlineData("two\r\nlines", "two  lines")]
    [InlineData("Größe 東京", "Größe 東京")]
    [InlineData("🚀", "#128640;")]
    public void Special_characters_are_escaped_in_the_diagram(string text, string drawn)
    {
        var table = TransitionTable.Create<string, string>("odd", t =>
        {
            t.Initial("start").Terminal(text);
            t.Configure("start").PermitIf<Ticket>(text, text, _ => true, text);
        });

        var lines = table.ToMermaid().Split('\n');

        Assert.Contains($"    state \"{drawn}\" as s1", lines);
        Assert.Contains($"    s0 --> s1 : {drawn} [{drawn}]", lines);
    }
}
