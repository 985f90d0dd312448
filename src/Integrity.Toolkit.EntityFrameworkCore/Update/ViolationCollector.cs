using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;

namespace Integrity.Toolkit.Update;

/// <summary>Collects the violations of a save, which are reported together.</summary>
internal sealed class ViolationCollector(ContextState state)
{
    private List<IntegrityViolation>? _violations;

    public bool Any => _violations is not null;

    /// <summary>
    /// Adds a violation of a block, or logs it if the block is in observe mode or the violation is a warning.
    /// </summary>
    public void Add(BlockPlan block, IntegrityViolation violation)
    {
        if (violation.Severity == ViolationSeverity.Warning)
        {
            Telemetry.RecordWarning(violation.Code, violation.Entity);
            Log.ViolationWarned(state.Logger, violation.Code, violation.Message);
            return;
        }

        Telemetry.RecordViolation(violation.Code, violation.Entity, block.Mode);
        if (block.Mode == EnforcementMode.Observe)
        {
            Log.ViolationObserved(state.Logger, violation.Code, violation.Message);
        }
        else
        {
            (_violations ??= []).Add(violation);
        }
    }

    /// <summary>Adds a violation in any mode, because the change could not be saved correctly.</summary>
    public void Add(IntegrityViolation violation)
    {
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        (_violations ??= []).Add(violation);
    }

    /// <exception cref="IntegrityException">There are violations.</exception>
    public void ThrowIfAny()
    {
        if (_violations is not null)
        {
            throw new IntegrityException(_violations);
        }
    }
}
