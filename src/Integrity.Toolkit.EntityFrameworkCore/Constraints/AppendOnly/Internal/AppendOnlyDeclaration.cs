using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>The configuration of IsAppendOnly.</summary>
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
                $"Rows of {entityType.ShortName()} may be deleted by age, but the time member {Time} is "
                + $"{(time is null ? "not mapped" : $"a {time.ClrType.ShortDisplayName()}")}. Specify a DateTime, DateTimeOffset "
                + "or DateOnly property.");
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
                $"Rows of {entityType.ShortName()} may be deleted with their parent, but {found.Count} foreign keys "
                + $"{(Parent is null ? "are declared" : $"belong to {Parent}")}. Specify the parent: "
                + "AllowCascadeDelete(x => x.Parent).");
        }

        return foreignKey.DeleteBehavior == DeleteBehavior.Cascade ? foreignKey : throw new InvalidOperationException(
            $"Rows of {entityType.ShortName()} may be deleted with their {foreignKey.PrincipalEntityType.ShortName()}, but the "
            + $"delete behavior of the foreign key is {foreignKey.DeleteBehavior}. The database must execute the cascade: call "
            + "OnDelete(DeleteBehavior.Cascade).");
    }
}
