namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that needs more than the value: another member, the actor, the clock.</summary>
internal abstract class RelativeRule<T, TValue>
    where T : notnull
{
    /// <summary>Whether null concerns the rule.</summary>
    public virtual bool SeesNull => false;

    public abstract bool IsMet(T entity, TValue value, ref RuleRun run);
}
