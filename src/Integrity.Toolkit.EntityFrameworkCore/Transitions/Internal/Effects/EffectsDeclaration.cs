using System.Collections.Immutable;

namespace Integrity.Toolkit.Transitions;

/// <summary>What moves along with a status.</summary>
internal sealed record EffectsDeclaration(
    ImmutableArray<StampDeclaration> Stamps,
    ImmutableArray<DeadlineDeclaration> Deadlines,
    ImmutableArray<CountDeclaration> Counts)
{
    public static readonly EffectsDeclaration None = new([], [], []);

    public bool IsEmpty => Stamps.IsEmpty && Deadlines.IsEmpty && Counts.IsEmpty;
}
