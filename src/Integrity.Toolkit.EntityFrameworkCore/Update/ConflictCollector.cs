using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit.Update;

/// <summary>Collects the conflicts of a failed save with other writers.</summary>
internal sealed class ConflictCollector
{
    private readonly List<IntegrityConflict> _conflicts = [];
    private readonly List<IntegrityViolation> _violations = [];
    private readonly List<IUpdateEntry> _entries = [];

    public void Evaluate(ConflictCandidate candidate, Row row)
    {
        if (candidate.Evaluate(row) is { } found)
        {
            _conflicts.Add(found.Conflict);
            _violations.Add(found.Violation);
            Telemetry.RecordViolation(found.Violation.Code, found.Violation.Entity, EnforcementMode.Enforce);
            _entries.Add(candidate.Entry.ToUpdateEntry());
        }
    }

    public IntegrityConflictException? ToException(Exception failure)
        => _conflicts.Count == 0 ? null : new IntegrityConflictException(_conflicts, _violations, failure, _entries);

    /// <summary>The current row. Its values are null if it was deleted; it is unknown if it could not be read.</summary>
    public readonly record struct Row(PropertyValues? Values, bool Known);
}
