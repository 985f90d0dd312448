using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>Makes the database reject changes to inserted rows of a table.</summary>
internal sealed class AppendOnlyGuard(AppendOnlyDeclaration declaration) : DatabaseConstraint
{
    public AppendOnlyDeclaration Declaration => declaration;

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        ThrowIfSoftDeletable(entityType);
        new ImmutableRowTriggers(entityType)
        {
            Redactable = declaration.Redactable,
            Parent = declaration.FindParent(entityType),
            Retention = declaration.FindTime(entityType) is { } time ? (time, declaration.Age) : null,
            Changed = (AppendOnlyCodes.Changed, AppendOnlyViolations.OfChange),
            Deleted = (AppendOnlyCodes.Deleted, AppendOnlyViolations.OfDeletion),
        }.Render(rendering);
    }

    /// <summary>A soft delete changes the row, so it would violate append-only.</summary>
    private void ThrowIfSoftDeletable(IMutableEntityType entityType)
    {
        var marks = entityType.GetProperties().Where(UnguardedPropertyExtensions.IsUnguarded).Select(property => property.Name).ToList();
        if (marks.FirstOrDefault(mark => !declaration.Redactable.Contains(mark)) is { } mark)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} is append-only and soft-deletable. A soft delete changes {mark}, so every delete "
                + "would be rejected. Remove HasSoftDelete(), or call "
                + $"AllowRedaction({string.Join(", ", marks.Select(name => $"\"{name}\""))}).");
        }
    }
}
