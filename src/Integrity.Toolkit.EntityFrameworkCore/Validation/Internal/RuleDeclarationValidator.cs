using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Rejects rules that cannot be enforced, while the model is built.</summary>
internal static class RuleDeclarationValidator
{
    public static void Validate(IEntityType entityType, List<EntityRules> rules)
    {
        foreach (var set in rules)
        {
            if (!set.EntityType.IsAssignableFrom(entityType.ClrType))
            {
                throw new InvalidOperationException(
                    $"{set.GetType().ShortDisplayName()} has rules for {set.EntityType.ShortDisplayName()}, but "
                    + $"{entityType.ShortName()} is not one. Remove the HasRules call, or pass rules for the entity type.");
            }

            Validate(entityType, set, []);
        }
    }

    private static void Validate(ITypeBase type, EntityRules set, HashSet<(ITypeBase, EntityRules)> seen)
    {
        if (!seen.Add((type, set)))
        {
            return;
        }

        foreach (var included in set.Included)
        {
            Validate(type, included, seen);
        }

        foreach (var rule in set.Rules)
        {
            switch (rule.Kind)
            {
                case RuleKind.Exists:
                    EnsureTarget(type, set, rule);
                    break;
                case RuleKind.Unique:
                    EnsureColumns(type, set, rule);
                    break;
                case RuleKind.Nested:
                    EnsurePart(type, set, rule, seen);
                    break;
            }
        }
    }

    private static void EnsureTarget(ITypeBase type, EntityRules set, RuleDescription rule)
    {
        var target = Target(type.Model, rule) ?? throw new InvalidOperationException(
            $"{Place(type, set, rule)} must exist as a {rule.Target!.ShortDisplayName()}, which is not an entity type of this model. "
            + "Map it, or remove Exists.");
        if (target.IsOwned())
        {
            throw new InvalidOperationException(
                $"{Place(type, set, rule)} must exist as a {target.ShortName()}, which is an owned type and cannot be queried "
                + "without its owner. Use the owner as the target, or remove Exists.");
        }

        var columns = TargetProperties(target, rule);
        if (columns is null || columns.Count != rule.KeyMembers.Count)
        {
            throw new InvalidOperationException(
                $"{Place(type, set, rule)} must exist as a {target.ShortName()}, whose "
                + (rule.TargetMembers.Count > 0
                    ? $"members {string.Join(", ", rule.TargetMembers)} are not all mapped, or are not {rule.KeyMembers.Count}."
                    : $"primary key has {target.FindPrimaryKey()?.Properties.Count ?? 0} properties, not {rule.KeyMembers.Count}.")
                + " Specify as many members as the key of the target has.");
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var value = rule.IsForEachItem ? ItemOf(rule.KeyMembers[i].Type) : rule.KeyMembers[i].Type;
            if (Plain(columns[i].ClrType) != Plain(value))
            {
                throw new InvalidOperationException(
                    $"{Place(type, set, rule)}: {rule.KeyMembers[i].Name} is a {value.ShortDisplayName()}, but "
                    + $"{target.ShortName()}.{columns[i].Name} is a {columns[i].ClrType.ShortDisplayName()}. Use the same type "
                        + "for both.");
            }
        }
    }

    /// <summary>Returns the target entity type of a rule.</summary>
    public static IEntityType? Target(IReadOnlyModel model, RuleDescription rule)
        => (IEntityType?)model.FindEntityType(rule.Target!);

    /// <summary>Returns the properties of the target that the values are compared with, or null if one is not mapped.</summary>
    public static IReadOnlyList<IProperty>? TargetProperties(IEntityType target, RuleDescription rule)
    {
        if (rule.TargetMembers.Count == 0)
        {
            return target.FindPrimaryKey()?.Properties;
        }

        var properties = rule.TargetMembers.Select(target.FindProperty).OfType<IProperty>().ToList();
        return properties.Count == rule.TargetMembers.Count ? properties : null;
    }

    private static void EnsureColumns(ITypeBase type, EntityRules set, RuleDescription rule)
    {
        foreach (var member in rule.KeyMembers)
        {
            if (type is not IEntityType entity || entity.IsOwned() || entity.FindProperty(member.Name) is null)
            {
                throw new InvalidOperationException(
                    $"{Place(type, set, rule)} must be unique, but {member.Name} is not a mapped property of an entity with "
                    + "its own table. Map it, or remove Unique.");
            }
        }
    }

    /// <summary>Permits nested rules only for parts of the entity, because another entity can change without it.</summary>
    private static void EnsurePart(ITypeBase type, EntityRules set, RuleDescription rule, HashSet<(ITypeBase, EntityRules)> seen)
    {
        var name = rule.Member!.Name;
        if (type is IEntityType entity && (entity.FindNavigation(name)?.TargetEntityType ?? entity.FindSkipNavigation(name)?.TargetEntityType) is { } target)
        {
            if (!target.IsOwned())
            {
                throw new InvalidOperationException(
                    $"{Place(type, set, rule)} applies the rules of {target.ShortName()} to the target of {name}, but a "
                    + $"{target.ShortName()} can change without it. Declare them on the entity type itself: "
                    + $"model.Entity<{target.ShortName()}>().HasRules<{rule.Nested!.GetType().ShortDisplayName()}>().");
            }

            Validate(target, rule.Nested!, seen);
        }
        else if (type.FindComplexProperty(name)?.ComplexType is { } complex)
        {
            Validate(complex, rule.Nested!, seen);
        }
    }

    private static string Place(ITypeBase type, EntityRules set, RuleDescription rule)
        => $"{type.ShortName()}.{rule.Member?.Name ?? "(whole)"} in {set.GetType().ShortDisplayName()}";

    private static Type ItemOf(Type collection)
        => collection.GetInterfaces().Append(collection)
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0] ?? collection;

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
