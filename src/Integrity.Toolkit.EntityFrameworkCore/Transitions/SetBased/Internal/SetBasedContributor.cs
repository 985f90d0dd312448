using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// What moves along with a set-based move of a status: conditions, columns of the same rows, and statements of its own.
/// </summary>
/// <remarks>
/// When the columns are set the history is ahead of the rows: each row that is moved has its row of history with the next sequence,
/// while its status is still the old one. <see cref="SetBasedSql.Source"/> joins them.
/// </remarks>
internal abstract class SetBasedContributor
{
    /// <summary>What must hold besides the guard of an edge, for a row that takes it.</summary>
    public virtual IEnumerable<SetBasedCondition> Conditions(SetBasedRequest move, ITransition edge) => [];

    /// <summary>Columns that are set in the same update as the status.</summary>
    public virtual IEnumerable<SetBasedColumn> Columns(SetBasedRequest move) => [];

    /// <summary>What of a row it reads or sets, and where the status has to be too.</summary>
    public virtual IEnumerable<IProperty> Properties(SetBasedRequest move) => Columns(move).Select(column => column.Property);

    /// <summary>Throws where it cannot be said in SQL, before anything is sent.</summary>
    public virtual void EnsureSupported(SetBasedRequest move)
    {
    }

    /// <summary>Takes back the permission of rows that were picked and judged.</summary>
    public virtual ValueTask EvaluateAsync(SetBasedRequest move, bool async, CancellationToken cancellationToken) => default;

    public virtual ValueTask AfterAsync(SetBasedRequest move, bool async, CancellationToken cancellationToken) => default;
}
