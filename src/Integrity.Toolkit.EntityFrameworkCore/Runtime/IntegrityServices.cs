using System.Collections.Immutable;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// The registrations of AddIntegrity. Not part of the options' equality, because no singleton service uses them.
/// </summary>
internal sealed record IntegrityServices(
    Type? ActorSource,
    Type? RoleSource,
    TimeProvider? Clock,
    bool ActorRequired,
    ImmutableArray<Action<CommittedSave>> Observers)
{
    public static readonly IntegrityServices None = new(null, null, null, ActorRequired: false, []);

    /// <summary>Combines two AddIntegrity calls. The later call takes precedence.</summary>
    public IntegrityServices And(IntegrityServices later) => new(
        later.ActorSource ?? ActorSource,
        later.RoleSource ?? RoleSource,
        later.Clock ?? Clock,
        later.ActorRequired || ActorRequired,
        Observers.AddRange(later.Observers));
}
