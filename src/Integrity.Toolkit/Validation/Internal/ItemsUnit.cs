using System.Runtime.InteropServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A collection whose items have rules.</summary>
internal sealed class ItemsUnit<T, TItem>(RuleMember member, Func<T, IEnumerable<TItem>?> read) : RuleUnit<T>(member)
    where T : notnull
{
    private readonly RuleMember _member = member;

    public Chain<T, TItem> Chain { get; } = new(member);

    public override void Freeze() => Chain.Freeze();

    public override RuleDescription? At(int step) => Chain.At(step);

    public override void Check(T entity, ref RuleRun run)
    {
        var isModified = !run.Filters || run.IsModified(_member);
        if (!isModified && Chain.IsPlain)
        {
            return;
        }

        run.Step = -1;
        switch (read(entity))
        {
            case null:
                break;
            case TItem[] items:
                CheckItems(entity, items, isModified, ref run);
                break;
            case List<TItem> items:
                CheckItems(entity, CollectionsMarshal.AsSpan(items), isModified, ref run);
                break;
            case var items:
                CheckItems(entity, items, isModified, ref run);
                break;
        }

        run.Index = -1;
    }

    private void CheckItems(T entity, ReadOnlySpan<TItem> items, bool isModified, ref RuleRun run)
    {
        for (var i = 0; i < items.Length && !run.IsDecided; i++)
        {
            CheckItem(entity, items[i], i, isModified, ref run);
        }
    }

    private void CheckItems(T entity, IEnumerable<TItem> items, bool isModified, ref RuleRun run)
    {
        var index = 0;
        foreach (var item in items)
        {
            CheckItem(entity, item, index++, isModified, ref run);
            if (run.IsDecided)
            {
                return;
            }

            // Enumerating to the next item runs code of the collection.
            (run.Step, run.Index) = (-1, -1);
        }
    }

    private void CheckItem(T entity, TItem item, int index, bool isModified, ref RuleRun run)
    {
        run.Index = index;
        try
        {
            Chain.Check(entity, item, isModified, ref run);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The other items are still checked.
            Fault(exception, ref run);
        }
    }
}
