namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that depends on more than the value: another member, the actor or the clock.</summary>
internal abstract class RelativeRule<T, TValue>
    where T : notnull
{
    /// <summary>Whether the rule applies to null.</summary>
    public virtual bool SeesNull => false;

    public abstract bool IsMet(T entity, TValue value, ref RuleRun run);
}
