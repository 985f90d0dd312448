namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A member that is read once, with all its rules.</summary>
internal sealed class MemberUnit<T, TValue>(RuleMember member, Func<T, TValue> read) : RuleUnit<T>(member)
    where T : notnull
{
    private readonly RuleMember _member = member;

    public Chain<T, TValue> Chain { get; } = new(member);

    public override void Freeze() => Chain.Freeze();

    public override RuleDescription? At(int step) => Chain.At(step);

    public override void Check(T entity, ref RuleRun run)
    {
        var isModified = !run.Filters || run.IsModified(_member);
        if (isModified || !Chain.IsPlain)
        {
            run.Step = -1;
            Chain.Check(entity, read(entity), isModified, ref run);
        }
    }
}
