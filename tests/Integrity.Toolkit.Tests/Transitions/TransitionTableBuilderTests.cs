using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableBuilderTests
{
    [Fact]
    public void A_table_requires_a_name_and_declarations()
    {
        Assert.Throws<ArgumentNullException>(() => TransitionTable.Create<string>(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => TransitionTable.Create<string>("doc", null!));
        Assert.Throws<ArgumentNullException>(() => TransitionTable.Create<string, string>(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => TransitionTable.Create<string, string>("doc", null!));
    }

    [Fact]
    public void Null_arguments_throw_in_a_table_without_triggers()
    {
        Action<TransitionTableBuilder<string>>[] declarations =
        [
            t => t.Initial(null!),
            t => t.Initial("a", null!),
            t => t.Terminal(null!),
            t => t.Terminal("a", null!),
            t => t.Permit(null!, "b"),
            t => t.Permit("a", null!),
            t => t.PermitReentry(null!),
            t => t.PermitIf<Ticket>("a", "b", null!, "code"),
            t => t.PermitIf<Ticket>("a", "b", _ => true, null!),
            t => t.PermitReentryIf<Ticket>("a", null!, "code"),
            t => t.FromAny(null!),
            t => t.FromAny("a", null!),
            t => t.FromAny().Permit(null!),
            t => t.FromAny().PermitIf<Ticket>("a", null!, "code"),
        ];

        Assert.All(
            declarations,
            declare => Assert.Throws<ArgumentNullException>(() => TransitionTable.Create("doc", declare)));
    }

    [Fact]
    public void Null_arguments_throw_in_a_table_with_triggers()
    {
        Action<TransitionTableBuilder<string, string>>[] declarations =
        [
            t => t.Initial(null!),
            t => t.Terminal(null!),
            t => t.Configure(null!),
            t => t.Configure("a").Permit(null!, "b"),
            t => t.Configure("a").Permit("go", null!),
            t => t.Configure("a").PermitIf<Ticket>(null!, "b", _ => true, "code"),
            t => t.Configure("a").PermitIf<Ticket>("go", "b", null!, "code"),
            t => t.Configure("a").PermitIf<Ticket>("go", "b", _ => true, null!),
            t => t.Configure("a").PermitReentry(null!),
            t => t.Configure("a").PermitReentryIf<Ticket>(null!, _ => true, "code"),
            t => t.Configure("a").Ignore(null!),
            t => t.FromAny(null!),
            t => t.FromAny().Permit(null!, "b"),
            t => t.FromAny().Permit("go", null!),
            t => t.FromAny().PermitIf<Ticket>(null!, "b", _ => true, "code"),
        ];

        Assert.All(
            declarations,
            declare => Assert.Throws<ArgumentNullException>(() => TransitionTable.Create("doc", declare)));
    }

    [Fact]
    public void A_builder_of_pairs_cannot_be_used_after_the_table_was_built()
    {
        TransitionTableBuilder<string>? kept = null;
        AnyStateConfiguration<string>? keptAny = null;
        TransitionTable.Create<string>("doc", t =>
        {
            kept = t.Initial("a").Permit("a", "b").Terminal("b");
            keptAny = t.FromAny();
        });

        Action[] declarations =
        [
            () => kept!.Initial("c"),
            () => kept!.Terminal("c"),
            () => kept!.Permit("a", "c"),
            () => kept!.PermitReentry("a"),
            () => kept!.FromAny(),
            () => kept!.AllowUnreachable(),
            () => keptAny!.Permit("c"),
        ];

        Assert.All(declarations, declare => Assert.Throws<InvalidOperationException>(declare));
    }

    [Fact]
    public void A_builder_with_triggers_cannot_be_used_after_the_table_was_built()
    {
        TransitionTableBuilder<string, string>? kept = null;
        StateConfiguration<string, string>? keptState = null;
        AnyStateConfiguration<string, string>? keptAny = null;
        TransitionTable.Create<string, string>("doc", t =>
        {
            kept = t.Initial("a").Terminal("b");
            keptState = t.Configure("a").Permit("go", "b");
            keptAny = t.FromAny();
        });

        Action[] declarations =
        [
            () => kept!.Configure("a"),
            () => kept!.AllowUnreachable(),
            () => keptState!.Permit("go", "c"),
            () => keptState!.Ignore("go"),
            () => keptAny!.Permit("go", "c"),
        ];

        Assert.All(declarations, declare => Assert.Throws<InvalidOperationException>(declare));
    }

    [Fact]
    public void A_builder_cannot_be_used_after_its_declarations_failed()
    {
        TransitionTableBuilder<string>? kept = null;
        Assert.Throws<TimeoutException>(() => TransitionTable.Create<string>("doc", t =>
        {
            kept = t;
            throw new TimeoutException();
        }));

        Assert.Throws<InvalidOperationException>(() => kept!.Initial("a"));
    }

    [Fact]
    public void A_state_can_be_declared_initial_and_terminal_more_than_once()
    {
        var table = TransitionTable.Create<string>("doc", t => t
            .Initial("a", "a").Initial("a").Permit("a", "b").Terminal("b").Terminal("b", "b"));

        Assert.Equal(["a"], table.InitialStates);
        Assert.Equal(["b"], table.TerminalStates);
        Assert.Equal(["a", "b"], table.States);
    }
}
