using System.Globalization;
using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class StateInvariantTests
{
    [Fact]
    public void A_table_lists_the_invariants_of_its_states()
    {
        var table = WithPriority();

        var invariant = Assert.Single(table.Invariants);
        var boxed = (ITransitionTable)table;

        Assert.Equal(("open", "ticket.priority", "an open ticket is urgent"), (invariant.State, invariant.Code, invariant.Description));
        Assert.Equal(typeof(Ticket), invariant.EntityType);
        Assert.Equal("x => (Convert(x.Priority, Int32) == 1)", invariant.Expression.ToString());
        Assert.Equal("open: ticket.priority", invariant.ToString());
        Assert.Same(invariant, Assert.Single(table.InvariantsOf("open")));
        Assert.Same(invariant, Assert.Single(boxed.InvariantsOf("open")));
        Assert.Same(invariant, Assert.Single(boxed.Invariants));
        Assert.Empty(table.InvariantsOf("new"));
        Assert.Empty(table.InvariantsOf("unheard of"));
        Assert.Empty(boxed.InvariantsOf(17));
    }

    [Fact]
    public void An_invariant_is_met_or_unmet_by_an_entity()
    {
        var invariant = WithPriority().Invariants[0];

        Assert.True(invariant.IsMet(new Ticket { Priority = TicketPriority.High }));
        Assert.False(invariant.IsMet(new Ticket { Priority = TicketPriority.Normal }));
        Assert.Throws<ArgumentNullException>(() => invariant.IsMet(null!));
        Assert.Contains("applies to Ticket, not to String", Assert.Throws<ArgumentException>(() => invariant.IsMet("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_can_have_several_invariants_and_a_code_can_apply_to_several_states()
    {
        var table = TransitionTable.Create<string, int>("t", t =>
        {
            t.Initial("a").Terminal("b");
            t.Configure("a").Permit(1, "b");
            t.Invariant<Ticket>("a", x => x.Priority == 0, "one")
                .Invariant<Ticket>("a", x => x.Priority >= 0, "two")
                .Invariant<Ticket>("b", x => x.Priority == 0, "one");
        });

        Assert.Equal(["one", "two"], [.. table.InvariantsOf("a").Select(x => x.Code)]);
        Assert.Equal(["one"], [.. table.InvariantsOf("b").Select(x => x.Code)]);
    }

    [Fact]
    public void Contradictory_invariants_throw_with_their_locations()
    {
        var problems = Assert.Throws<TransitionTableException>(() => TransitionTable.Create<string>("t", t => t
            .Initial("a").Terminal("b").Permit("a", "b")
            .Invariant<Ticket>("c", _ => true, "lost", file: "/src/Flow.cs", line: 3)
            .Invariant<Ticket>("a", _ => true, " ", file: "/src/Flow.cs", line: 4)
            .Invariant<Ticket>("b", _ => true, "twice", file: "/src/Flow.cs", line: 5)
            .Invariant<Ticket>("b", _ => false, "twice", file: "/src/Flow.cs", line: 6))).Problems;

        Assert.Collection(
            problems,
            lost => Assert.StartsWith("the invariant 'lost' at Flow.cs:3 applies to the state 'c', which the table does not have;", lost, StringComparison.Ordinal),
            empty => Assert.StartsWith("the invariant at Flow.cs:4 has an empty code;", empty, StringComparison.Ordinal),
            twice => Assert.StartsWith("the state 'b' has the invariant 'twice' at Flow.cs:5 and Flow.cs:6;", twice, StringComparison.Ordinal));
    }

    [Fact]
    public void Null_arguments_and_declarations_after_the_build_throw()
    {
        TransitionTableBuilder<string> kept = null!;
        TransitionTable.Create<string>("t", t =>
        {
            kept = t.Initial("a").Terminal("a");
            Assert.Throws<ArgumentNullException>(() => t.Invariant<Ticket>(null!, _ => true, "x"));
            Assert.Throws<ArgumentNullException>(() => t.Invariant<Ticket>("a", null!, "x"));
            Assert.Throws<ArgumentNullException>(() => t.Invariant<Ticket>("a", _ => true, null!));
        });

        Assert.Throws<InvalidOperationException>(() => kept.Invariant<Ticket>("a", _ => true, "x"));
        Assert.Throws<ArgumentNullException>(() => WithPriority().InvariantsOf(null!));
        Assert.Throws<ArgumentNullException>(() => ((ITransitionTable)WithPriority()).InvariantsOf(null!));
    }

    [Fact]
    public void An_invariant_is_drawn_as_an_escaped_note()
    {
        var lines = TransitionTable.Create<string>("t", t => t
            .Initial("a").Terminal("b").Permit("a", "b")
            .Invariant<Ticket>("a", _ => true, "plain.code")
            .Invariant<Ticket>("b", _ => true, "code", "in \"b\": x --> [*]\nend note")).ToMermaid().Split('\n');

        Assert.Contains("    note right of s0 : plain.code", lines);
        Assert.Contains("    note right of s1 : in #34;b#34;#58; x --#62; #91;#42;#93; end note", lines);
    }

    [Fact]
    public void The_hash_depends_on_state_code_and_condition_and_not_on_the_description()
    {
        var hashes = new[]
        {
            Hash(t => t),
            Hash(t => t.Invariant<Ticket>("a", x => x.Priority > 0, "one")),
            Hash(t => t.Invariant<Ticket>("b", x => x.Priority > 0, "one")),
            Hash(t => t.Invariant<Ticket>("a", x => x.Priority > 0, "two")),
            Hash(t => t.Invariant<Ticket>("a", x => x.Priority < 0, "one")),
        };

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[1], Hash(t => t.Invariant<Ticket>("a", ticket => ticket.Priority > 0, "one", "in words")));
    }

    [Fact]
    public void A_captured_variable_contributes_its_value_to_the_hash_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var german = Captured(1.5, ["x", "y"]);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

            Assert.Equal(german, Captured(1.5, ["x", "y"]));
            Assert.NotEqual(german, Captured(15, ["x", "y"]));
            Assert.NotEqual(german, Captured(1.5, ["x", "z"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Captured(double? limit, string[] names)
        => Hash(t => t.Invariant<Ticket>("a", x => (double)x.Priority < limit && names.Contains(x.ToString()), "one"));

    private static string Hash(Func<TransitionTableBuilder<string>, TransitionTableBuilder<string>> more)
        => TransitionTable.Create<string>("t", t => more(t.Initial("a").Terminal("b").Permit("a", "b"))).Hash;

    private static TransitionTable<string> WithPriority() => TransitionTable.Create<string>("t", t => t
        .Initial("new").Terminal("open").Permit("new", "open")
        .Invariant<Ticket>("open", x => x.Priority == TicketPriority.High, "ticket.priority", "an open ticket is urgent"));
}
