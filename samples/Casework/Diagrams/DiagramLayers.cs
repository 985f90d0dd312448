using Integrity.Toolkit.Transitions;

namespace Casework.Diagrams;

/// <summary>Arranges states in layers. The order in which a table declares its states is the forward direction.</summary>
internal static class DiagramLayers
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(
        IReadOnlyList<string> states, IReadOnlyCollection<(string From, string To)> moves)
    {
        var place = states.Select((state, index) => (state, index)).ToDictionary(x => x.state, x => x.index);
        var depth = states.ToDictionary(state => state, _ => 0);
        foreach (var state in states)
        {
            foreach (var (_, to) in moves.Where(move => move.From == state && place[move.To] > place[state]))
            {
                depth[to] = Math.Max(depth[to], depth[state] + 1);
            }
        }

        return [.. states.GroupBy(state => depth[state]).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    public static List<(string From, string To)> Moves(ITransitionTable table)
        => [.. table.Transitions
            .Where(edge => !edge.IsReentry)
            .Select(edge => (table.Text(edge.From), table.Text(edge.To)))
            .Distinct()];
}
