using System.Globalization;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Applies the remedies of the diagnostics, and retries.</summary>
public static class DiagnosticFollower
{
    public static TransitionTable<int, int> Make(
        Func<Action<StateMachineTableBuilder<int, int>>, TransitionTable<int, int>> make)
    {
        try
        {
            return make(_ => { });
        }
        catch (StateMachineTableException exception) when (exception.Diagnostics.All(x => x.Code == "terminal.missing"))
        {
            int[] ends = [.. exception.Diagnostics.Select(
                x => int.Parse(x.Place.AsSpan("state '".Length).TrimEnd('\''), CultureInfo.InvariantCulture))];

            return make(t => t.Terminal(ends[0], ends[1..]));
        }
    }
}
