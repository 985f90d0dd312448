using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// The base class of <see cref="EntityHooks{TEntity}"/>. Derive from that class.
/// </summary>
public abstract class EntityHooks
{
    private protected EntityHooks()
    {
    }

    internal abstract void Run(HookPoint point, HookChange change);

    internal abstract ValueTask RunAsync(HookPoint point, HookChange change, CancellationToken cancellationToken);

    internal abstract void Committed(CommittedHookChange change);

    internal abstract ValueTask CommittedAsync(CommittedHookChange change);

    internal abstract void Failed(HookChange change, SaveFailure failure);
}
