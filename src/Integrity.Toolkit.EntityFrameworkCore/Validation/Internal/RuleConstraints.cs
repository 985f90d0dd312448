using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Creates the constraints of the rules with <c>CheckInDatabase</c>, and rejects rules that cannot be constraints.
/// </summary>
internal static class RuleConstraints
{
    /// <param name="entityType">The type with the rule sets.</param>
    /// <param name="sets">The rule sets, including the sets that they include.</param>
    /// <param name="mode">The mode of a type.</param>
    public static void AddTo(IMutableEntityType entityType, IEnumerable<EntityRules> sets, Func<IReadOnlyEntityType, EnforcementMode> mode)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            EnsureNoneBelow(entityType, set, [set]);
            foreach (var rule in set.Rules.Where(rule => rule.IsCheckedInDatabase))
            {
                EnsureMode(entityType, set, rule, mode);
                entityType.AddDatabaseConstraint(Check(entityType, set, rule, names));
            }
        }
    }

    private static CheckConstraint Check(IMutableEntityType entityType, EntityRules set, RuleDescription rule, Dictionary<string, int> names)
    {
        // The same rule may exist several times, under different conditions.
        var name = $"{rule.Member?.Name}.{rule.Code}";
        var count = names[name] = names.GetValueOrDefault(name) + 1;
        string[] parts = [rule.Member?.Name ?? "", rule.Code, count == 1 ? "" : $"{count}"];

        return new CheckConstraint(
            rule.Code,
            RuleConditionBuilder.Of(set.EntityType, rule, why => CreateError(entityType, set, rule, why)),
            [.. rule.Members.Select(member => member.Name)],
            (entity, key) => rule.CreateViolation(entity, key))
        {
            Name = [.. parts.Where(part => part.Length > 0)],
            Enum = rule.Kind == RuleKind.Defined && rule.Conditions.Count == 0 ? rule.Member!.Name : null,
        };
    }

    /// <summary>The database must not enforce rules that the block only observes or ignores.</summary>
    private static void EnsureMode(
        IMutableEntityType entityType, EntityRules set, RuleDescription rule, Func<IReadOnlyEntityType, EnforcementMode> mode)
    {
        if (entityType.GetDerivedTypesInclusive().FirstOrDefault(type => mode(type) != EnforcementMode.Enforce) is { } lax)
        {
            throw CreateError(entityType, set, rule, $"the mode of {lax.ShortName()} is {mode(lax)}, but a database constraint "
                + "is always enforced");
        }
    }

    private static void EnsureNoneBelow(IMutableEntityType entityType, EntityRules set, HashSet<EntityRules> seen)
    {
        foreach (var nested in set.Rules.Select(rule => rule.Nested).OfType<EntityRules>().SelectMany(WithIncluded).Where(seen.Add))
        {
            if (nested.Rules.FirstOrDefault(rule => rule.IsCheckedInDatabase) is { } rule)
            {
                throw CreateError(entityType, nested, rule, "it applies to a part of the entity, which may be missing or an "
                    + "item of a collection");
            }

            EnsureNoneBelow(entityType, nested, seen);
        }
    }

    private static IEnumerable<EntityRules> WithIncluded(EntityRules set) => set.Included.SelectMany(WithIncluded).Append(set);

    private static InvalidOperationException CreateError(IMutableEntityType entityType, EntityRules set, RuleDescription rule, string why)
        => new(
            $"{entityType.ShortName()}: the rule '{rule.Code}'{(rule.Member is null ? "" : $" of {rule.Member}")} in "
            + $"{set.GetType().ShortDisplayName()} calls CheckInDatabase(), but the database cannot enforce it: {why}. Remove "
            + "CheckInDatabase(); the save still enforces the rule.");
}
