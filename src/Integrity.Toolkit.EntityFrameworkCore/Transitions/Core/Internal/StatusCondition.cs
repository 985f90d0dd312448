using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The conditions of a transition table in SQL, with the states as the column of the status stores them.</summary>
internal sealed class StatusCondition
{
    private readonly ConstraintSqlBuilder _rendering;
    private readonly IMutableProperty _property;
    private readonly ITransitionTable _table;
    private readonly string _old;
    private readonly string _new;
    private readonly string _held;

    public StatusCondition(
        IMutableProperty property,
        ITransitionTable table,
        StoreObjectIdentifier stored,
        ConstraintSqlBuilder rendering)
    {
        (_property, _table, _rendering) = (property, table, rendering);
        Column = rendering.Column(property, stored);
        var (type, collation) = (rendering.StoreType(property), property.GetCollation());
        _old = rendering.Dialect.Comparable($"OLD.{Column}", type, collation);
        _new = rendering.Dialect.Comparable($"NEW.{Column}", type, collation);
        _held = rendering.Dialect.Comparable($"{RenderedConstraint.Row}{Column}", type, collation);
    }

    public string Column { get; }

    /// <summary>Gets the condition that a new row is not in an initial state.</summary>
    public string IsBadStart => IsNoBeginning(_new);

    /// <summary>Gets the condition that an existing row is in a state that the table does not contain.</summary>
    public string IsOutside => _rendering.Dialect.IsNotTrue(IsOneOf(_held, _table.States));

    /// <summary>Returns the condition that a state in another column of the same type is not initial.</summary>
    public string IsNoBeginning(string to) => _rendering.Dialect.IsNotTrue(IsOneOf(to, _table.InitialStates));

    /// <summary>Returns the condition that the table does not permit a transition between the states in two columns.</summary>
    public string IsUnchanged(string from, string to) => _rendering.Dialect.IsNotTrue(IsStep(from, to, reentry: true));

    /// <summary>
    /// Gets the condition that the status has changed and the table does not permit the transition. No table contains null.
    /// </summary>
    public string IsInvalidTransition
        => $"{_rendering.Dialect.Differs(_new, _old)}\n  AND {_rendering.Dialect.IsNotTrue(IsStep(_old, _new, reentry: false))}";

    private string IsStep(string from, string to, bool reentry)
    {
        var steps = _table.States
            .Select(state => (
                From: state,
                To: _table.From(state).Where(edge => reentry || !edge.IsReentry).Select(edge => edge.To).Distinct().ToList()))
            .Where(step => step.To.Count > 0)
            .Select(step => $"\n    WHEN {Literal(step.From)} THEN {IsOneOf(to, step.To)}");

        return string.Concat(steps) is { Length: > 0 } all ? $"CASE {from}{all}\n    ELSE FALSE END" : "FALSE";
    }

    private string IsOneOf(string column, IEnumerable<object> states)
        => $"{column} IN ({string.Join(", ", states.Select(Literal))})";

    private string Literal(object state) => _rendering.Literal(_property, state);
}
