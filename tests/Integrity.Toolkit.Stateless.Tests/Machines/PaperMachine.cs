using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Tests.Machines;

/// <summary>A handwritten reflection model of a machine with named states.</summary>
internal sealed class PaperMachine
{
    private readonly Dictionary<string, List<MachineBehaviour<string, string>>> _states = [];
    private readonly Dictionary<string, string> _superstates = [];
    private readonly List<string> _acting = [];
    private bool _mayHideAsyncGuards;

    public PaperMachine State(string state, string? superstate = null, bool acts = false)
    {
        _states.TryAdd(state, []);
        if (superstate is not null)
        {
            _superstates[state] = superstate;
        }

        if (acts)
        {
            _acting.Add(state);
        }

        return this;
    }

    public PaperMachine Permit(string from, string trigger, string to, params string[] guards)
        => Add(from, new(trigger, from == to ? BehaviourKind.Reentry : BehaviourKind.Permit, to, Names(guards)), to);

    public PaperMachine Stay(string state, string trigger, params string[] guards)
        => Add(state, new(trigger, BehaviourKind.Stay, state, Names(guards)), state);

    public PaperMachine Dynamic(string from, string trigger, params PossibleDestination[] possible)
        => Add(from, new(trigger, BehaviourKind.Dynamic, from, [])
        {
            Selector = "Route",
            Possible = possible.Length == 0 ? null : possible,
        }, from);

    public PaperMachine HidingAsyncGuards()
    {
        _mayHideAsyncGuards = true;
        return this;
    }

    public TransitionTable<string, string> ToTable(Action<StateMachineTableBuilder<string, string>> say)
    {
        var builder = new StateMachineTableBuilder<string, string>();
        say(builder);
        var model = new MachineModel<string, string>(
            [.. _states.Select(x => new MachineState<string, string>(x.Key, x.Value))],
            _superstates,
            _states.Keys.First(),
            _mayHideAsyncGuards,
            _acting);

        return MachineCompilation.Compile(model, "paper", builder.Statements);
    }

    /// <summary>Returns the only diagnostic.</summary>
    public StateMachineDiagnostic Problem(Action<StateMachineTableBuilder<string, string>> say) => Assert.Single(Problems(say));

    public IReadOnlyList<StateMachineDiagnostic> Problems(Action<StateMachineTableBuilder<string, string>> say)
        => Assert.Throws<StateMachineTableException>(() => ToTable(say)).Diagnostics;

    /// <summary>Creates guard names. Angle brackets mean no description, parentheses at the end mean a method.</summary>
    private static List<GuardName> Names(string[] guards)
        => [.. guards.Select(name => name.EndsWith("()", StringComparison.Ordinal)
            ? new GuardName(name[..^2], IsNamed: true, IsMethod: true)
            : new GuardName(name.Trim('<', '>'), IsNamed: !name.StartsWith('<')))];

    private PaperMachine Add(string from, MachineBehaviour<string, string> behaviour, string to)
    {
        State(from).State(to);
        _states[from].Add(behaviour);
        return this;
    }
}
