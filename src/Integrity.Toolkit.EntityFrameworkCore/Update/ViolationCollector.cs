using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;

namespace Integrity.Toolkit.Update;

/// <summary>What is wrong with one save, reported together.</summary>
internal sealed class ViolationCollector(ContextState state)
{
    private List<Refusal>? _violations;

    public bool Any => _violations is not null;

    /// <summary>Adds a violation of a block, or logs it where the block only observes or it is only a warning.</summary>
    public void Add(BlockPlan block, Refusal violation)
    {
        if (violation.Severity == RefusalSeverity.Warning)
        {
            Telemetry.RecordWarning(violation.Code, violation.Entity);
            Log.RefusalWarned(state.Logger, violation.Code, violation.Message);
            return;
        }

        Telemetry.RecordViolation(violation.Code, violation.Entity, block.Mode);
        if (block.Mode == IntegrityMode.Observe)
        {
            Log.RefusalObserved(state.Logger, violation.Code, violation.Message);
        }
        else
        {
            (_violations ??= []).Add(violation);
        }
    }

    /// <summary>Adds a violation whatever the mode: the change could not be written correctly.</summary>
    public void Add(Refusal violation)
    {
        Telemetry.RecordViolation(violation.Code, violation.Entity, IntegrityMode.Enforce);
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
