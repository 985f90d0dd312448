using System.Collections.Frozen;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The rules of an entity type, starting with those of its base types.</summary>
internal sealed record RulesPlan(EnforcementMode Mode, EntityRules[] Rules)
    : BlockPlan(ValidationConvention.BlockName, Mode)
{
    /// <summary>The mappings that determine whether a member changes. A member without a mapping is assumed to change.</summary>
    public required FrozenDictionary<RuleMember, MappedMember> Members { get; init; }

    /// <summary>The limits from the model.</summary>
    public required ModelLimit[] Limits { get; init; }

    /// <summary>The unique rules that reject a save.</summary>
    public required RuleDescription[] Unique { get; init; }

    /// <summary>The first rule that uses roles, or null.</summary>
    public RuleDescription? ForRoles { get; init; }

    /// <summary>Whether a rule may use the actor.</summary>
    public bool AsksForActor { get; init; }

    public override bool IsReported => Rules.Length > 0;

    /// <summary>A deleted row need not be valid.</summary>
    public override bool GuardsDeletes => false;

    public override EnforcementMode SetBasedMode => Rules.Length > 0 ? Mode : EnforcementMode.Off;

    /// <summary>Returns the rules that read written properties and that the database does not enforce.</summary>
    public override IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written)
        => Rules.SelectMany(All)
            .SelectMany(set => set.Rules)
            .Where(rule => rule is { Severity: ViolationSeverity.Error, IsCheckedInDatabase: false, Operation: null or EntityOperation.Update }
                && (rule.ReadsEverything || rule.Members.Any(member => Reads(member, written))))
            .Select(rule => rule.Code);

    private static IEnumerable<EntityRules> All(EntityRules set) => set.Included.SelectMany(All).Prepend(set);

    private bool Reads(RuleMember member, IReadOnlyCollection<IProperty> written)
        => !Members.TryGetValue(member, out var mapped) || mapped.Properties.Any(written.Contains);
}
