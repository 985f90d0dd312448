using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// The plan of one block for one entity type, determined once when the model is built.
/// </summary>
/// <param name="Block">The name of the block, for messages.</param>
/// <param name="Mode">The effective mode.</param>
internal abstract record BlockPlan(string Block, EnforcementMode Mode)
{
    /// <summary>Whether set-based statements on the type would bypass the block.</summary>
    public virtual bool GuardsSetBased => SetBasedMode != EnforcementMode.Off;

    /// <summary>Whether this includes set-based deletions.</summary>
    public virtual bool GuardsDeletes => true;

    /// <summary>The mode for set-based statements.</summary>
    public virtual EnforcementMode SetBasedMode => Mode;

    /// <summary>Whether the type itself has the block, and is not only watched for another type.</summary>
    public virtual bool IsReported => true;

    /// <summary>Returns the alternative to a rejected set-based statement; null if there is none.</summary>
    /// <param name="written">The names of the members that the statement sets.</param>
    public virtual string? Instead(IReadOnlyCollection<string> written) => null;

    /// <summary>The columns that every set-based statement of the toolkit itself also writes.</summary>
    public virtual IEnumerable<ConcurrencyColumn> Along => [];

    /// <summary>
    /// Returns the parts of the block that the statement would bypass, for messages: codes of rules, names of hooks.
    /// </summary>
    /// <param name="written">The properties that are written.</param>
    public virtual IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written) => [];
}
