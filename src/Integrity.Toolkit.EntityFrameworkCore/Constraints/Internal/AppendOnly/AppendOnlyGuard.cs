using Integrity.Toolkit.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>Lets the database keep the rows of a table as they were inserted.</summary>
internal sealed class AppendOnlyGuard(AppendOnlyDeclaration declaration) : DatabaseDeclaration
{
    public AppendOnlyDeclaration Declaration => declaration;

    public override void Render(IMutableEntityType entityType, DatabaseRendering rendering)
        => new WrittenOnce(entityType)
        {
            Redactable = declaration.Redactable,
            Parent = declaration.FindParent(entityType),
            Retention = declaration.FindTime(entityType) is { } time ? (time, declaration.Age) : null,
            Changed = (AppendOnlyRefusals.Changed, AppendOnlyRefusals.OfChange),
            Deleted = (AppendOnlyRefusals.Deleted, AppendOnlyRefusals.OfDeletion),
        }.Render(rendering);
}
