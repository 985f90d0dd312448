using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>Lets the database keep the rows of a table as they were inserted.</summary>
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

    /// <summary>A row that is deleted by marking it is changed by that.</summary>
    private void ThrowIfSoftDeletable(IMutableEntityType entityType)
    {
        var marks = entityType.GetProperties().Where(UnguardedPropertyExtensions.IsUnguarded).Select(property => property.Name).ToList();
        if (marks.FirstOrDefault(mark => !declaration.Redactable.Contains(mark)) is { } mark)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} is append-only, but is deleted by marking it, which changes {mark}: each removal would be "
                + $"refused. Remove HasSoftDelete(), or say AllowRedaction({string.Join(", ", marks.Select(name => $"\"{name}\""))}).");
        }
    }
}
