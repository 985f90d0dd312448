using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>Asks nothing of the database but that it can count.</summary>
internal sealed class CountableColumn(string property) : DatabaseConstraint
{
    public const string By = "HasTransitions(...).Counts()";

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
        => CounterColumn.EnsureColumn(entityType, entityType.FindProperty(property)!, By, rendering);
}
