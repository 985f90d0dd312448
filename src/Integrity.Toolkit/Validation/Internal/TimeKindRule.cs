namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Rejects the comparison of a local time with a UTC time. Unspecified times are accepted as either.</summary>
internal sealed class TimeKindRule<T>(OtherValue<T, DateTime> other) : RelativeRule<T, DateTime>
    where T : notnull
{
    public override bool IsMet(T entity, DateTime value, ref RuleRun run)
        => value.Kind == DateTimeKind.Unspecified
            || !other.TryRead(entity, out var known)
            || known.Kind == DateTimeKind.Unspecified
            || known.Kind == value.Kind;
}
