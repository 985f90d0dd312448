using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;
using Stateless;
using Stateless.Reflection;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The limits of reflection: destinations of functions, asynchronous guards.</summary>
public sealed class HiddenTransitionTests
{
    public enum Level
    {
        New,
        Low,
        High,
        Never,
    }

    [Fact]
    public void Possible_destinations_of_a_dynamic_transition_are_converted_to_states()
    {
        var machine = new StateMachine<Level, int>(Level.New);
        machine.Configure(Level.New).PermitDynamic(1, () => Level.Low, "by size", new DynamicStateInfos
        {
            { Level.Low, "small" },
            { Level.High, "large" },
        });

        var table = machine.ToTransitionTable("level", t => t.Initial(Level.New).Terminal(Level.Low, Level.High).NoAsyncGuards());

        Assert.Equal([Level.Low, Level.High], table.Next(Level.New));
        Assert.Equal(["small", "large"], table.Find(Level.New, 1).Select(x => x.Guard!.Code));
        Assert.All(table.Find(Level.New, 1), x => Assert.True(x.Guard!.IsOpen));
    }

    [Fact]
    public void An_undescribed_dynamic_transition_must_be_declared_including_an_asynchronous_one()
    {
        var machine = new StateMachine<Level, int>(Level.New);
        machine.Configure(Level.New).PermitDynamic(1, () => Level.Low).PermitDynamicAsync(2, () => Task.FromResult(Level.High));

        var exception = Assert.Throws<StateMachineTableException>(() => machine.ToTransitionTable(
            "level", t => t.Initial(Level.New).NoAsyncGuards()));
        var table = machine.ToTransitionTable("level", t => t.Initial(Level.New).Terminal(Level.Low, Level.High).NoAsyncGuards()
            .Dynamic(Level.New, 1, Level.Low).Dynamic(Level.New, 2, Level.Low, Level.High));

        Assert.Equal(["dynamic.missing", "dynamic.missing"], exception.Diagnostics.Select(x => x.Code));
        Assert.Equal(
            ["state 'New', trigger '1'", "state 'New', trigger '2'"], exception.Diagnostics.Select(x => x.Place).Order());
        Assert.Single(table.Find(Level.New, 1));
        Assert.Equal(2, table.Find(Level.New, 2).Count);
    }

    [Fact]
    public void A_dynamic_transition_of_a_superstate_applies_to_its_substates()
    {
        var machine = new StateMachine<Level, int>(Level.Low);
        machine.Configure(Level.Low).SubstateOf(Level.New);
        machine.Configure(Level.New).PermitDynamic(1, () => Level.Low);

        var table = machine.ToTransitionTable("level", t => t.Initial(Level.Low).Terminal(Level.High).NoAsyncGuards()
            .Dynamic(Level.New, 1, Level.Low, Level.High));

        Assert.Equal([Level.Low, Level.High], table.Find(Level.Low, 1).Select(x => x.To));
        Assert.True(table.Find(Level.Low, 1)[0].IsReentry);
    }

    [Fact]
    public async Task A_transition_with_an_asynchronous_guard_is_hidden_and_must_be_declared()
    {
        var machine = new StateMachine<Level, int>(Level.New);
        var state = machine.Configure(Level.New).Permit(1, Level.Low);
        var permit = state.GetType().GetMethod(
            "PermitIfAsync", [typeof(int), typeof(Level), typeof(Func<Task<bool>>), typeof(string)]);
        Assert.SkipWhen(permit is null, $"Stateless {StatelessLibrary.Version} has no asynchronous guards.");
        permit!.Invoke(state, [2, Level.High, () => Task.FromResult(true), "registry agrees"]);

        var exception = Assert.Throws<StateMachineTableException>(() => machine.ToTransitionTable(
            "level", t => t.Initial(Level.New).Terminal(Level.Low, Level.High)));
        var table = machine.ToTransitionTable("level", t => t.Initial(Level.New).Terminal(Level.Low, Level.High)
            .PermitIfAsync(Level.New, 2, Level.High, "registry agrees").OpenGuards());
        await machine.FireAsync(2);

        Assert.Contains(exception.Diagnostics, x => x.Code == "async.unsaid");
        Assert.Equal(machine.State, Assert.Single(table.Find(Level.New, 2)).To);
        Assert.Equal("registry agrees", table.Find(Level.New, 2)[0].Guard!.Code);
    }

    [Fact]
    public void A_library_without_asynchronous_guards_requires_no_declaration_of_them()
    {
        var machine = new StateMachine<Level, int>(Level.New);
        var state = machine.Configure(Level.New).Permit(1, Level.Low);
        Assert.SkipWhen(
            state.GetType().GetMethods().Any(x => x.Name == "PermitIfAsync"),
            $"Stateless {StatelessLibrary.Version} has asynchronous guards.");

        var table = machine.ToTransitionTable("level", t => t.Initial(Level.New).Terminal(Level.Low));

        Assert.Single(table.Transitions);
    }
}
