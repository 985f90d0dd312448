using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>Creates nothing in the database; ensures that the column can be used as a counter.</summary>
internal sealed class CountableColumn(string property) : DatabaseConstraint
{
    public const string By = "HasTransitions(...).WithCounter(...)";

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
        => CounterColumn.EnsureColumn(entityType, entityType.FindProperty(property)!, By, rendering);
}
