using System.Collections.Frozen;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The rules of an entity type, those of its base types first.</summary>
internal sealed record RulesPlan(EnforcementMode Mode, EntityRules[] Rules)
    : BlockPlan(ValidationConvention.BlockName, Mode)
{
    /// <summary>How to tell whether a member changes; a member that is not in here may have changed for all that is known.</summary>
    public required FrozenDictionary<RuleMember, MappedMember> Members { get; init; }

    /// <summary>The limits that only the model knows.</summary>
    public required ModelLimit[] Limits { get; init; }

    /// <summary>The rules that allow values once only, and stop a save.</summary>
    public required RuleDescription[] Unique { get; init; }

    /// <summary>The first rule that asks for roles, or null.</summary>
    public RuleDescription? ForRoles { get; init; }

    /// <summary>Whether a rule may want to know who acts.</summary>
    public bool AsksForActor { get; init; }

    public override bool IsReported => Rules.Length > 0;

    /// <summary>A row that is deleted need not be valid.</summary>
    public override bool GuardsDeletes => false;

    public override EnforcementMode SetBasedMode => Rules.Length > 0 ? Mode : EnforcementMode.Off;

    /// <summary>Rules that read what is written and that the database does not hold.</summary>
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
