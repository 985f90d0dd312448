namespace Integrity.Toolkit.Constraints;

/// <summary>What is said of a counter that would leave its bounds.</summary>
internal static class CounterRefusals
{
    public static Refusal OutOfBounds(
        string entity,
        string counter,
        string code,
        string bound,
        IReadOnlyList<object?> key,
        long? by = null)
        => new(
            code,
            entity,
            refusal => $"{refusal.Entity}.{counter} would go {(bound == "floor" ? "below its floor" : "above its ceiling")}.",
            RefusalPath.Parse(counter),
            key,
            by is null ? null : new Dictionary<string, object?> { ["by"] = by });

    public static Refusal OfFloor(string entity, Counter counter, IReadOnlyList<object?> key, long? by = null)
        => OutOfBounds(entity, counter.Property.Name, counter.FloorCode, "floor", key, by);

    public static Refusal OfCeiling(string entity, Counter counter, IReadOnlyList<object?> key, long? by = null)
        => OutOfBounds(entity, counter.Property.Name, counter.CeilingCode, "ceiling", key, by);

    /// <summary>Another writer deleted the row.</summary>
    public static Refusal Gone(string entity, Counter counter, IReadOnlyList<object?> key)
        => new(
            $"{counter.Code}.gone",
            entity,
            refusal => $"{refusal.Entity}.{refusal.Path} cannot be counted: the row is gone.",
            RefusalPath.Parse(counter.Property.Name),
            key);
}
