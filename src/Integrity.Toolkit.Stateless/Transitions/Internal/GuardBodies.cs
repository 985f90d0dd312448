namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Finds the declared conditions of a machine's guards.</summary>
internal sealed class GuardBodies<TState, TTrigger>(
    MachineAnnotations<TState, TTrigger> statements, List<StateMachineDiagnostic> diagnostics)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly HashSet<object> _used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);

    /// <summary>Returns the conditions of a behavior for the table.</summary>
    public IReadOnlyList<Condition> Of(TState state, MachineBehaviour<TState, TTrigger> behaviour)
    {
        if (At(state, behaviour.Trigger, behaviour.To) is { } body)
        {
            return body.Predicate is null ? [] : [new Condition(body.Code, body.Predicate, Together(behaviour.Guards))];
        }

        return [.. behaviour.Guards.Select(guard => Of(state, behaviour.Trigger, guard))];
    }

    private MachineAnnotations<TState, TTrigger>.BodyAt? At(TState from, TTrigger trigger, TState to)
    {
        var found = statements.BodiesAt.Find(x => Same(x.From, from) && Same(x.Trigger, trigger) && Same(x.To, to));
        if (found is not null)
        {
            _used.Add(found);
        }

        return found;
    }

    /// <summary>Reports declarations of guards that the machine does not have.</summary>
    public void AddUnused()
    {
        diagnostics.AddRange(statements.Bodies.Where(x => !_used.Contains(x)).Select(x => new StateMachineDiagnostic(
            "guard.unknown",
            $"Guard(\"{x.Description}\") in {x.Place}",
            "no guard of the machine has this description",
            "use a description of the machine, or remove the call")));
        diagnostics.AddRange(statements.Open.Distinct().Where(x => !_opened.Contains(x)).Select(x => new StateMachineDiagnostic(
            "guard.unknown",
            $"OpenGuards(\"{x}\")",
            "no guard of the machine without a condition has this description",
            "use a description of the machine, or remove it from the call")));
        diagnostics.AddRange(statements.BodiesAt.Where(x => !_used.Contains(x)).Select(x => new StateMachineDiagnostic(
            "guard.unknown",
            $"{(x.Predicate is null ? "Unguarded" : "Guard")}({StateNames.Of(x.From)}, {StateNames.Of(x.Trigger)}, {StateNames.Of(x.To)}) in {x.Place}",
            $"no transition that is configured in '{StateNames.Of(x.From)}' leads to '{StateNames.Of(x.To)}' on this trigger",
            "specify the state in which the machine configures the transition, not one of its substates")));
    }

    private static string? Together(IReadOnlyList<GuardName> guards)
        => guards.Select(guard => guard.Description).OfType<string>().ToList() is { Count: > 0 } words
            ? string.Join(" and ", words)
            : null;

    private static bool Same<T>(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    private Condition Of(TState state, TTrigger trigger, GuardName guard)
    {
        if (guard.IsNamed && statements.Bodies.Find(x => x.Description == guard.Text) is { } body)
        {
            _used.Add(body);
            return new Condition(body.Code, body.Predicate, guard.Description);
        }

        if (guard.IsNamed && statements.Open.Contains(guard.Text))
        {
            _opened.Add(guard.Text);
        }
        else if (!statements.AllOpen)
        {
            diagnostics.Add(new StateMachineDiagnostic(
                "guard.missing",
                StateNames.Cell(state, trigger),
                guard.IsNamed
                    ? $"the guard '{guard.Text}' is a closure that the table cannot evaluate"
                    : "a guard without a description is a closure that the table cannot evaluate",
                guard.IsNamed
                    ? $"call Guard<TEntity>(\"{guard.Text}\", x => ...) or OpenGuards(\"{guard.Text}\") to keep it in the machine"
                    : "call Guard<TEntity>(from, trigger, to, x => ..., code), or add a description to the guard in the machine "
                        + "and leave it to the machine with OpenGuards"));
        }

        return new Condition(guard.Text, Predicate: null, guard.Description);
    }
}
