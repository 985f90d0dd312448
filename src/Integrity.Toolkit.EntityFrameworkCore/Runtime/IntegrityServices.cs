using System.Collections.Immutable;

namespace Integrity.Toolkit.Runtime;

/// <summary>What AddIntegrity registered; never part of the options' equality, for no singleton uses it.</summary>
internal sealed record IntegrityServices(
    Type? ActorSource,
    Type? RoleSource,
    TimeProvider? Clock,
    bool ActorRequired,
    ImmutableArray<Action<CommittedSave>> Observers)
{
    public static readonly IntegrityServices None = new(null, null, null, ActorRequired: false, []);

    /// <summary>What two calls of AddIntegrity said together; the later one wins where both say something.</summary>
    public IntegrityServices And(IntegrityServices later) => new(
        later.ActorSource ?? ActorSource,
        later.RoleSource ?? RoleSource,
        later.Clock ?? Clock,
        later.ActorRequired || ActorRequired,
        Observers.AddRange(later.Observers));
}
