using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>
/// A room's part of every save.
/// </summary>
internal abstract class SaveStage
{
    public abstract SaveStageOrder Order { get; }

    /// <summary>Says which rows must be read before <see cref="Apply"/> can decide.</summary>
    public virtual void Inspect(SaveSession session)
    {
    }

    /// <summary>Changes the tracked entities through the session, or refuses.</summary>
    public abstract void Apply(SaveSession session);

    /// <summary>
    /// Deals with an entity as it is just before its SQL is made, when another interceptor may have changed it after the
    /// stages had run: <paramref name="known"/> is what they saw, or null when it was not changed then.
    /// </summary>
    public virtual void ApplyLate(SaveSession session, PlannedEntry present, PlannedEntry? known)
    {
    }

    /// <summary>The entries whose true values tell whether a failed save was a conflict.</summary>
    public virtual IEnumerable<ConflictCandidate> ConflictCandidates(SaveSession session, DbUpdateException failure) => [];

    /// <summary>The save is written and accepted.</summary>
    public virtual void Accepted(SaveSession session)
    {
    }

    /// <summary>The save was written, and its transaction rolled back.</summary>
    public virtual void RolledBack(SaveSession session)
    {
    }
}
