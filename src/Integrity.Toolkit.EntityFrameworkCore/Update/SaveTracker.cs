using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Update;

/// <summary>What the save pipeline remembers for one context.</summary>
internal sealed class SaveTracker
{
    /// <summary>A mutable struct, so a field: the pause of EF Core's change detection during a save.</summary>
    public AutoDetectChangesScope AutoDetectChanges;

    private readonly ContextState _state;

    public SaveTracker(ContextState state)
    {
        _state = state;
        _state.Disposing += Sweep;
        _state.Resetting += Reset;
    }

    /// <summary>Saves whose commit may go unobserved.</summary>
    public UnobservedCommits Unobserved { get; } = new();

    /// <summary>The save whose outcome is not settled yet.</summary>
    public SaveContext? Current { get; set; }

    /// <summary>Whether the SQL of a save is being sent, with its commit where it has one of its own.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>The save that has called the code of the application that runs now, while it is prepared; else null.</summary>
    public SaveContext? Calling => _state.RunningCallback is not null && Current is { SaveState: SaveState.Preparing } ? Current : null;

    /// <summary>Returns the memory of a context, or null where no block is switched on.</summary>
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
