using Integrity.Toolkit.Infrastructure.Counting;
using Integrity.Toolkit.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Asks nothing of the database but that it can count.</summary>
internal sealed class CountedColumn(string property) : DatabaseDeclaration
{
    public const string By = "HasTransitions(...).Counts()";

    public override void Render(IMutableEntityType entityType, DatabaseRendering rendering)
        => CounterColumn.DemandColumn(entityType, entityType.FindProperty(property)!, By, rendering);
}
