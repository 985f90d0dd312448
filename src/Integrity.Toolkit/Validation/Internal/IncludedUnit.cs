namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule set of a base type or an interface that runs as part of another rule set.</summary>
internal sealed class IncludedUnit<T, TBase>(EntityRules<TBase> rules) : RuleUnit<T>(member: null)
    where T : notnull
    where TBase : notnull
{
    public override void Check(T entity, ref RuleRun run)
    {
        var (known, met) = (run.Known, run.Met);
        (run.Known, run.Met) = (0, 0);
        rules.CheckVisited((TBase)(object)entity, ref run);
        (run.Known, run.Met) = (known, met);
    }

    public override bool CheckMember(string member, T entity, ref RuleRun run)
    {
        var (known, met) = (run.Known, run.Met);
        (run.Known, run.Met) = (0, 0);
        var found = rules.CheckMember(member, (TBase)(object)entity, ref run);
        (run.Known, run.Met) = (known, met);

        return found;
    }
}
