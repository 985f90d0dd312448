namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The frozen units of a rule set.</summary>
internal sealed class RulePlan<T>(RuleUnit<T>[] units, bool isRecursive)
    where T : notnull
{
    /// <summary>Whether the rules refer to themselves, so that an object may be visited twice.</summary>
    public bool IsRecursive => isRecursive;

    public void Check(T entity, ref RuleRun run)
    {
        var next = 0;
        while (next < units.Length)
        {
            try
            {
                CheckFrom(entity, ref next, ref run);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                units[next++].Fault(exception, ref run);
            }

            if (run.IsDecided)
            {
                return;
            }
        }
    }

    public bool CheckMember(string member, T entity, ref RuleRun run)
    {
        var found = false;
        foreach (var unit in units)
        {
            try
            {
                found |= unit.CheckMember(member, entity, ref run);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                found = true;
                unit.Fault(exception, ref run);
            }
        }

        return found;
    }

    private void CheckFrom(T entity, ref int next, ref RuleRun run)
    {
        // Locals stay in registers; fields and by-reference values are read again for each unit.
        var all = units;
        for (var i = next; i < all.Length && !run.IsDecided; i++)
        {
            next = i;
            all[i].Check(entity, ref run);
        }

        next = all.Length;
    }
}
