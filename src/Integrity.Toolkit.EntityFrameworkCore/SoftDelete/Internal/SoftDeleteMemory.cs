namespace Integrity.Toolkit.SoftDelete;

/// <summary>What soft delete remembers for one context: the entities to delete for good at the next save.</summary>
internal sealed class SoftDeleteMemory
{
    public HashSet<object> HardDeletes { get; } = new(ReferenceEqualityComparer.Instance);
}
