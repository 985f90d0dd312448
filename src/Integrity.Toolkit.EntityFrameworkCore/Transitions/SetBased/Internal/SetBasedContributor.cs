using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// Contributes conditions, columns of the same rows, and statements of its own to a set-based transition.
/// </summary>
/// <remarks>
/// When the columns are set, the history is ahead of the rows: each row that changes already has its history row with the next
/// sequence, while its status is still the old one. <see cref="SetBasedSql.Source"/> joins them.
/// </remarks>
internal abstract class SetBasedContributor
{
    /// <summary>Returns the conditions of a transition in addition to its guard.</summary>
    public virtual IEnumerable<SetBasedCondition> Conditions(SetBasedRequest request, ITransition edge) => [];

    /// <summary>Returns the columns that are set in the same update as the status.</summary>
    public virtual IEnumerable<SetBasedColumn> Columns(SetBasedRequest request) => [];

    /// <summary>Returns the properties that it reads or sets, which must be in the same table as the status.</summary>
    public virtual IEnumerable<IProperty> Properties(SetBasedRequest request)
        => Columns(request).Select(column => column.Property);

    /// <summary>Throws if it cannot be translated to SQL, before anything is executed.</summary>
    public virtual void EnsureSupported(SetBasedRequest request)
    {
    }

    /// <summary>Marks selected and evaluated rows as not permitted.</summary>
    public virtual ValueTask EvaluateAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken) => default;

    /// <summary>Executes its own statements after the rows have changed.</summary>
    public virtual ValueTask AfterAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken) => default;
}
