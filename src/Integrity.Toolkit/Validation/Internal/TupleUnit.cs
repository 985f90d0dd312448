namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A database rule of several members together.</summary>
internal sealed class TupleUnit<T>(RuleDescription about, RuleScope<T>? scope, Func<T, object?>[] readers) : RuleUnit<T>(about.Member)
    where T : notnull
{
    private RuleMember[] _members = [];

    public override void Freeze() => _members = [.. about.Members];

    public override RuleDescription? At(int step) => about;

    public override void Check(T entity, ref RuleRun run)
    {
        if (run.CollectsQuestions
            && run.IsModified(_members)
            && (scope is null || scope.Applies(entity, ref run))
            && KeyValues.TryRead(entity, readers[0](entity), readers[1..], out var values))
        {
            run.AddDatabaseCheck(about, entity, values);
        }
    }
}
