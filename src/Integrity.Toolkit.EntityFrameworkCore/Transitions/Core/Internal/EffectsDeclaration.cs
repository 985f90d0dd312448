using System.Collections.Immutable;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What moves along with a status.</summary>
internal sealed record EffectsDeclaration(
    ImmutableArray<TimestampDeclaration> Stamps,
    ImmutableArray<DeadlineDeclaration> Deadlines,
    ImmutableArray<CountDeclaration> Counts)
{
    public static readonly EffectsDeclaration None = new([], [], []);

    public bool IsEmpty => Stamps.IsEmpty && Deadlines.IsEmpty && Counts.IsEmpty;
}
