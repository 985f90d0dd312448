using System.Collections.Frozen;
using Integrity.Toolkit.Counters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The rows that a counter of their principal counts.</summary>
internal sealed class CountPlan(IForeignKey foreignKey, IProperty property, FrozenSet<object> states)
{
    public IForeignKey ForeignKey => foreignKey;

    public FrozenSet<object> States => states;

    public IEntityType Principal => foreignKey.PrincipalEntityType;

    /// <summary>Gets the counter with its bounds, which another block may declare.</summary>
    public Counter Counter => field ??= CountersPlan.Of(Principal, property);

    /// <summary>Returns a change of the counter of one row. A deleted row no longer has a counter.</summary>
    public CounterChange Change(
        DbContext context, IReadOnlyList<object?> key, long by, IReadOnlyList<EntityEntry> causes)
        => CounterChange.Of(context, Principal, Counter, key, by, causes, mayBeGone: by < 0);
}
