using System.Collections.Frozen;
using System.Collections.Immutable;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Collects the rules of every entity type, and checks whether the model can enforce them. The schema does not change, except for
/// the constraints of rules with <c>CheckInDatabase</c>.
/// </summary>
internal sealed class ValidationConvention(IDbContextOptions options)
    : BlockConvention<ValidationDeclaration>(BlockName)
{
    public const string BlockName = "Validation";

    private readonly ValidationOptions _options =
        options.FindExtension<ValidationOptionsExtension>()?.Options ?? ValidationOptions.Default;

    private readonly Dictionary<IReadOnlyEntityType, ValidationDeclaration> _shaped = [];
    private readonly Dictionary<IReadOnlyEntityType, ValidationDeclaration> _declared = [];

    protected override ValidationDeclaration? ByMarker(Type entity) => null;

    protected override void Shape(IMutableEntityType entityType, ValidationDeclaration declaration)
        => _shaped.Add(entityType, declaration);

    protected override void Shaped(IMutableModel model)
    {
        foreach (var (entityType, declaration) in _shaped)
        {
            RuleConstraints.AddTo(
                (IMutableEntityType)entityType,
                declaration.Rules.SelectMany(All).Distinct(),
                type => options.ResolveMode(_options.Mode, DeclaredMode(type, _shaped)));
        }
    }

    protected override void Plan(IEntityType entityType, ValidationDeclaration declaration)
        => _declared.Add(entityType, declaration);

    protected override void Planned(IModel model)
    {
        // A base type precedes its derived types, whose plans replace the plan of the base type.
        foreach (var entityType in model.GetEntityTypes().OrderBy(type => type.GetAllBaseTypes().Count()).ToList())
        {
            var rules = entityType.GetAllBaseTypesInclusive().SelectMany(type => Declared(type)).Distinct().ToList();
            var limits = _options.RulesFromModel && IsOfApplication(entityType) ? Limits(entityType, rules) : [];
            if (rules.Count > 0 || limits.Count > 0)
            {
                Add(entityType, rules, limits);
            }
        }
    }

    /// <summary>Returns a rule set and the sets that it includes.</summary>
    private static IEnumerable<EntityRules> All(EntityRules rules) => rules.Included.SelectMany(All).Append(rules);

    /// <summary>Whether a rule may use the actor, including nested rules.</summary>
    private static bool NeedsActor(EntityRules rules, HashSet<EntityRules> seen)
        => seen.Add(rules) && rules.Rules.Any(rule => rule.Kind is RuleKind.ChangedOnlyBy or RuleKind.Custom
            || rule.Nested is { } nested && All(nested).Any(set => NeedsActor(set, seen)));

    private static bool IsOfApplication(IEntityType entityType)
        => entityType.ClrType.Assembly != typeof(ValidationConvention).Assembly && entityType.FindPrimaryKey() is not null;

    private static List<ModelLimit> Limits(IEntityType entityType, List<EntityRules> rules)
        => [.. ModelLimit.Of(entityType, [.. rules.SelectMany(All).SelectMany(set => set.Rules)])];

    private ImmutableArray<EntityRules> Declared(IEntityType entityType)
        => _declared.TryGetValue(entityType, out var declaration) ? declaration.Rules : [];

    private void Add(IEntityType entityType, List<EntityRules> rules, List<ModelLimit> limits)
    {
        var sets = rules.SelectMany(All).ToList();
        var all = sets.SelectMany(set => set.Rules).ToList();
        RuleDeclarationValidator.Validate(entityType, rules);
        var mode = options.ResolveMode(_options.Mode, DeclaredMode(entityType, _declared));
        ModelPlan.Add(entityType, new RulesPlan(mode, [.. rules])
        {
            Members = sets.SelectMany(set => set.Members)
                .Select(member => (member, mapped: MappedMember.Of(entityType, member.Name)))
                .Where(item => item.mapped is not null)
                .ToFrozenDictionary(item => item.member, item => item.mapped!),
            Limits = [.. limits],
            Unique = [.. all.Where(rule => rule is { Kind: RuleKind.Unique, Severity: ViolationSeverity.Error })],
            ForRoles = all.Find(rule => rule.Kind == RuleKind.ChangedOnlyBy),
            AsksForActor = sets.Exists(set => NeedsActor(set, [])),
        });
        if (mode != EnforcementMode.Off && rules.Count > 0)
        {
            OwnedPlan.AddBelow(entityType, new RulesOwnedPlan(mode));
        }
    }

    private static EnforcementMode? DeclaredMode(
        IReadOnlyEntityType entityType, Dictionary<IReadOnlyEntityType, ValidationDeclaration> declared)
        => entityType.GetAllBaseTypesInclusive().Reverse()
            .Select(type => declared.GetValueOrDefault(type)?.Mode)
            .FirstOrDefault(mode => mode is not null);
}
