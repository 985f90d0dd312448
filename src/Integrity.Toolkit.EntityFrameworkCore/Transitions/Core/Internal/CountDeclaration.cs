using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A counter of a principal, which counts the rows that refer to it and are in certain states.</summary>
internal sealed record CountDeclaration(string Reference, Type Principal, string Counter, IReadOnlyList<object> States)
{
    /// <summary>Returns the foreign key that a count follows, or null if there is none or more than one.</summary>
    public IReadOnlyForeignKey? FindForeignKey(IReadOnlyEntityType entityType)
    {
        var found = entityType.GetForeignKeys()
            .Where(foreignKey => !foreignKey.IsOwnership
                && foreignKey.PrincipalEntityType.ClrType == Principal
                && (foreignKey.DependentToPrincipal?.Name == Reference
                    || foreignKey.Properties.Any(property => property.Name == Reference)))
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
