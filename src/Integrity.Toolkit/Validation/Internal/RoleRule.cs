namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Permits only actors with certain roles to change a member, or to set it on a new entity.</summary>
internal sealed class RoleRule<T, TValue>(RuleMember member, string[] roles, bool isForNew) : RelativeRule<T, TValue>
    where T : notnull
{
    public override bool SeesNull => true;

    public override bool IsMet(T entity, TValue value, ref RuleRun run)
    {
        if (run.Subject is null || !IsChange(value, ref run))
        {
            return true;
        }

        var context = run.Context;
        if (context.Actor.Kind == ActorKind.Unknown)
        {
            return context.AllowsUnknownActor;
        }

        foreach (var role in roles)
        {
            if (context.HasRole(role))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsChange(TValue value, ref RuleRun run)
        => run.Context.Operation == EntityOperation.Create
            ? (isForNew && !EqualityComparer<TValue>.Default.Equals(value, default)) || run.Subject!.Replaces(member)
            : run.Context.Operation is not null && run.IsModified(member);
}
