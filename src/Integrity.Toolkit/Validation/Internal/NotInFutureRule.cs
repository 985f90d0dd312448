namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires a time that is not in the future, within a tolerance.</summary>
internal sealed class NotInFutureRule<T, TValue>(TimeSpan tolerance, Func<DateTimeOffset, TValue> latest) : RelativeRule<T, TValue>
    where T : notnull
    where TValue : struct, IComparable<TValue>
{
    public override bool IsMet(T entity, TValue value, ref RuleRun run)
    {
        var now = new DateTimeOffset(run.Context.Now);

        return value.CompareTo(latest(DateTimeOffset.MaxValue - now < tolerance ? DateTimeOffset.MaxValue : now + tolerance)) <= 0;
    }
}
