namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A part of a rule set that runs as one: a member, an entity-wide rule or an included rule set.</summary>
internal abstract class RuleUnit<T>(RuleMember? member)
    where T : notnull
{
    public RuleMember? Member { get; protected set; } = member;

    public virtual void Freeze()
    {
    }

    public abstract void Check(T entity, ref RuleRun run);

    /// <summary>Checks the rules of one member, and returns whether there are any.</summary>
    public virtual bool CheckMember(string member, T entity, ref RuleRun run)
    {
        if (Member?.Name != member)
        {
            return false;
        }

        Check(entity, ref run);

        return true;
    }

    /// <summary>Returns the rule that a run was evaluating when it threw, if any.</summary>
    public virtual RuleDescription? At(int step) => null;

    /// <summary>Records an exception as the failure of a rule or of a member.</summary>
    public void Fault(Exception exception, ref RuleRun run)
    {
        var rule = At(run.Step);
        run.Fault(exception, rule, Member, rule is null ? "the member" : $"the rule '{rule.Code}'");
        run.Index = -1;
    }
}
