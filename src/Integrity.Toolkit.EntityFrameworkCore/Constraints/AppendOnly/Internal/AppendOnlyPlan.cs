using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>An append-only type, with its permitted changes and deletes.</summary>
internal sealed record AppendOnlyPlan(
    string Block,
    IReadOnlyList<string> Redactable,
    IProperty? Time,
    TimeSpan Age,
    IForeignKey? Parent) : BlockPlan(Block, EnforcementMode.Enforce)
{
    public static void Add(IEntityType entityType, string block, AppendOnlyDeclaration? declaration)
    {
        if (declaration is not null)
        {
            ModelPlan.Add(entityType, new AppendOnlyPlan(
                block,
                declaration.Redactable,
                (IProperty?)declaration.FindTime(entityType),
                declaration.Age,
                (IForeignKey?)declaration.FindParent(entityType)));
            OwnedPlan.AddBelow(entityType, new AppendOnlyOwnedPlan(block));
        }
    }

    public override IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written)
        => written.Any(property => !IsRedactable(property.Name)) ? ["append-only"] : [];

    public bool IsRedactable(string path)
        => Redactable.Any(member => path == member || path.StartsWith($"{member}.", StringComparison.Ordinal));
}
