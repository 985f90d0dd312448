using System.Linq.Expressions;

namespace Integrity.Toolkit.Validation.Internal;

/// <inheritdoc/>
internal sealed class RuleScope<T>(
    RuleScope<T>? outer, int number, EntityOperation? operation, Expression<Func<T, bool>>? condition)
    : RuleScope(outer, operation, condition)
    where T : notnull
{
    private readonly RuleScope<T>? _outer = outer;
    private readonly EntityOperation? _operation = operation;
    private readonly ulong _bit = number < 64 ? 1UL << number : 0;
    private readonly Func<T, bool>? _holds = condition?.Compile();

    public bool Applies(T entity, ref RuleRun run)
    {
        if ((run.Known & _bit) != 0)
        {
            return (run.Met & _bit) != 0;
        }

        // A condition that throws is reported once, and counts as not met.
        run.Known |= _bit;
        var applies = (_outer is null || _outer.Applies(entity, ref run)) && IsNow(run.Context.Operation) && Holds(entity, ref run);
        if (applies)
        {
            run.Met |= _bit;
        }

        return applies;
    }

    private bool IsNow(EntityOperation? now) => _operation switch
    {
        null => true,
        EntityOperation.Create => now == EntityOperation.Create,
        _ => now is not (null or EntityOperation.Create),
    };

    private bool Holds(T entity, ref RuleRun run)
    {
        if (_holds is null)
        {
            return true;
        }

        try
        {
            return _holds(entity);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            run.Fault(exception, rule: null, member: null, what: "a condition of When");

            return false;
        }
    }
}
