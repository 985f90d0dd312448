using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// What one block holds for one entity type, worked out once when the model is built.
/// </summary>
/// <param name="Block">The block's name, for messages.</param>
/// <param name="Mode">The mode in force.</param>
internal abstract record BlockPlan(string Block, EnforcementMode Mode)
{
    /// <summary>Whether set-based statements on the type would break what the block holds.</summary>
    public virtual bool GuardsSetBased => SetBasedMode != EnforcementMode.Off;

    /// <summary>Whether set-based deletions are among them.</summary>
    public virtual bool GuardsDeletes => true;

    /// <summary>What becomes of such a statement.</summary>
    public virtual EnforcementMode SetBasedMode => Mode;

    /// <summary>Whether the type itself has the block, and is not only watched on behalf of another type.</summary>
    public virtual bool IsReported => true;

    /// <summary>What may be called in place of a set-based statement that is refused; null where there is no such thing.</summary>
    /// <param name="written">The names of the members that the statement sets.</param>
    public virtual string? Instead(IReadOnlyCollection<string> written) => null;

    /// <summary>The columns that move along with every set-based write of the toolkit itself.</summary>
    public virtual IEnumerable<ConcurrencyColumn> Along => [];

    /// <summary>What of the block such a write would go past, for messages: codes of rules, names of hooks.</summary>
    /// <param name="written">The properties that are written.</param>
    public virtual IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written) => [];
}
