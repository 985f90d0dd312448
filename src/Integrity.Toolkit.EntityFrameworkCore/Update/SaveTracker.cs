using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Update;

/// <summary>The state of the save pipeline for one context.</summary>
internal sealed class SaveTracker
{
    /// <summary>The pause of EF Core's change detection during a save. A field, because it is a mutable struct.</summary>
    public AutoDetectChangesScope AutoDetectChanges;

    private readonly ContextState _state;

    public SaveTracker(ContextState state)
    {
        _state = state;
        _state.Disposing += Sweep;
        _state.Resetting += Reset;
    }

    /// <summary>The saves whose commit may not be observed.</summary>
    public UnobservedCommits Unobserved { get; } = new();

    /// <summary>The save that is not completed yet.</summary>
    public SaveContext? Current { get; set; }

    /// <summary>Whether the SQL of a save is being executed, including its own commit.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>The save that is calling application code while it is prepared; otherwise null.</summary>
    public SaveContext? Calling => _state.RunningCallback is not null && Current is { SaveState: SaveState.Preparing } ? Current : null;

    /// <summary>Returns the tracker of a context, or null if no block is enabled.</summary>
    public static SaveTracker? Find(DbContext context)
        => (SaveTracker?)((IInfrastructure<IServiceProvider>)context).Instance.GetService(typeof(SaveTracker));

    private void Sweep() => Unobserved.Sweep(_state);

    private void Reset()
    {
        Sweep();
        Current = null;
        IsExecuting = false;
        AutoDetectChanges = default;
    }
}
