using System.Collections.Immutable;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The declared effects of a status change: timestamps, deadlines and counters.</summary>
internal sealed record EffectsDeclaration(
    ImmutableArray<TimestampDeclaration> Stamps,
    ImmutableArray<DeadlineDeclaration> Deadlines,
    ImmutableArray<CountDeclaration> Counts)
{
    public static readonly EffectsDeclaration None = new([], [], []);

    public bool IsEmpty => Stamps.IsEmpty && Deadlines.IsEmpty && Counts.IsEmpty;
}
