using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>What IsAppendOnly said.</summary>
internal sealed record AppendOnlyDeclaration
{
    private static readonly Type[] Times = [typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly)];

    public IReadOnlyList<string> Redactable { get; init; } = [];

    public string? Time { get; init; }

    public TimeSpan Age { get; init; }

    public bool GoesWithParent { get; init; }

    public string? Parent { get; init; }

    public IReadOnlyProperty? FindTime(IReadOnlyEntityType entityType)
    {
        if (Time is null)
        {
            return null;
        }

        var time = entityType.FindProperty(Time);
        return time is not null && Times.Contains(Nullable.GetUnderlyingType(time.ClrType) ?? time.ClrType)
            ? time
            : throw new InvalidOperationException(
                $"Rows of {entityType.ShortName()} may go after the time in {Time}, which is "
                + $"{(time is null ? "not mapped" : $"a {time.ClrType.ShortDisplayName()}")}. Name a DateTime, a DateTimeOffset or "
                + "a DateOnly.");
    }

    public IReadOnlyForeignKey? FindParent(IReadOnlyEntityType entityType)
    {
        if (!GoesWithParent)
        {
            return null;
        }

        var found = entityType.GetForeignKeys()
            .Where(foreignKey => Parent is null
                || foreignKey.DependentToPrincipal?.Name == Parent
                || foreignKey.Properties.Any(property => property.Name == Parent))
            .ToList();
        if (found is not [var foreignKey])
        {
            throw new InvalidOperationException(
                $"Rows of {entityType.ShortName()} may go with their parent, but {found.Count} foreign keys "
                + $"{(Parent is null ? "are declared" : $"belong to {Parent}")}. Name the one that is meant: "
                + "AllowCascadeDelete(x => x.Parent).");
        }

        return foreignKey.DeleteBehavior == DeleteBehavior.Cascade ? foreignKey : throw new InvalidOperationException(
            $"Rows of {entityType.ShortName()} may go with their {foreignKey.PrincipalEntityType.ShortName()}, but its foreign key is "
            + $"{foreignKey.DeleteBehavior}. Only the database's own cascade can take them along: give it "
            + "OnDelete(DeleteBehavior.Cascade).");
    }
}
