namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Finds the invalid values of a table: names, codes, states and triggers.</summary>
internal static class DeclaredValueValidator
{
    public static IEnumerable<string> Find<TState>(TableDraft<TState> draft)
        where TState : notnull
    {
        var states = draft.States.Concat(draft.Excepted).Distinct().Cast<object>().ToList();
        var triggers = draft.Declared.Select(x => x.Trigger).OfType<object>().Distinct().ToList();

        return
        [
            .. EmptyNames(draft),
            .. OfKind("state", typeof(TState), states),
            .. triggers.Count == 0 ? [] : OfKind("trigger", triggers[0].GetType(), triggers),
        ];
    }

    private static IEnumerable<string> EmptyNames<TState>(TableDraft<TState> draft)
        where TState : notnull
    {
        if (string.IsNullOrWhiteSpace(draft.Name))
        {
            yield return "the name is empty; specify a short, stable name.";
        }

        foreach (var declared in draft.Declared.Where(x => x.Guard?.Code.AsSpan().IsWhiteSpace() ?? false))
        {
            yield return $"the guard at {declared.Place} has an empty code; specify one, such as 'priority.high'.";
        }
    }

    private static IEnumerable<string> OfKind(string kind, Type type, List<object> values)
    {
        if (type.IsEnum && type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            yield return $"{type.Name} is a [Flags] enum, whose values combine; use an enum with one value per {kind}.";
            yield break;
        }

        if (type.IsEnum)
        {
            foreach (var value in values.Where(value => !Enum.IsDefined(type, value)))
            {
                yield return $"{kind} {ValueText.Of(value)} is not defined by {type.Name}; "
                    + "add it to the enum or correct the value.";
            }
        }

        foreach (var same in values.GroupBy(ValueText.Of, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return $"{same.Count()} {kind}s have the text '{same.Key}'; give each {kind} its own ToString().";
        }
    }
}
