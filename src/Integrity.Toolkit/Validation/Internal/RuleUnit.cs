namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A part of a rule set that is run as one: a member, an entity-wide rule, an included rule set.</summary>
internal abstract class RuleUnit<T>(RuleMember? member)
    where T : notnull
{
    public RuleMember? Member { get; protected set; } = member;

    public virtual void Freeze()
    {
    }

    public abstract void Check(T entity, ref RuleRun run);

    /// <summary>Checks what concerns one member only, and tells whether there was anything.</summary>
    public virtual bool CheckMember(string member, T entity, ref RuleRun run)
    {
        if (Member?.Name != member)
        {
            return false;
        }

        Check(entity, ref run);

        return true;
    }

    /// <summary>The rule that a run was at when it threw, if any.</summary>
    public virtual RuleDescription? At(int step) => null;

    /// <summary>Notes an exception as what it is: a rule, or a member, that gave no answer.</summary>
    public void Fault(Exception exception, ref RuleRun run)
    {
        var rule = At(run.Step);
        run.Fault(exception, rule, Member, rule is null ? "the member" : $"the rule '{rule.Code}'");
        run.Index = -1;
    }
}
