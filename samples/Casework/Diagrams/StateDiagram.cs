using System.Globalization;
using Integrity.Toolkit.Transitions;

namespace Casework.Diagrams;

/// <summary>
/// A drawing of a transition table, with layers from top to bottom. Lines that skip a layer run around it, downwards on the
/// right and upwards on the left, in one lane per target state.
/// </summary>
public sealed class StateDiagram
{
    private const double Margin = 12;
    private const double BoxGap = 30;
    private const double LayerGap = 58;
    private const double LaneGap = 20;

    private readonly Dictionary<string, DiagramBox> _boxes;
    private readonly List<(string From, string To)> _moves;
    private readonly List<string> _lanesDown;
    private readonly List<string> _lanesUp;
    private readonly double _contentLeft;
    private readonly double _contentRight;

    private StateDiagram(ITransitionTable table)
    {
        _moves = DiagramLayers.Moves(table);
        var layers = DiagramLayers.Of([.. table.States.Select(table.Text)], _moves);
        var depth = layers.SelectMany((layer, index) => layer.Select(state => (state, index)))
            .ToDictionary(x => x.state, x => x.index);
        _lanesDown = Lanes(move => depth[move.To] - depth[move.From] > 1);
        _lanesUp = Lanes(move => depth[move.From] - depth[move.To] > 1);
        _contentLeft = Margin + (_lanesUp.Count * LaneGap);
        _contentRight = _contentLeft + layers.Max(layer => RowWidth(layer.Count));
        Width = _contentRight + (_lanesDown.Count * LaneGap) + Margin;
        Height = (2 * Margin) + LaneGap + (layers.Count * DiagramBox.Height) + ((layers.Count - 1) * LayerGap);
        var texts = table.States.ToDictionary(table.Text);
        _boxes = layers
            .SelectMany((layer, index) => layer.Select((state, column) => new DiagramBox(
                state,
                index,
                ((_contentLeft + _contentRight - RowWidth(layer.Count)) / 2)
                    + (column * (DiagramBox.Width + BoxGap)) + (DiagramBox.Width / 2),
                Margin + LaneGap + (index * (DiagramBox.Height + LayerGap)) + (DiagramBox.Height / 2),
                table.IsInitial(texts[state]),
                table.IsTerminal(texts[state]))))
            .ToDictionary(box => box.State);
        Lines = [.. _moves.Select(move => new DiagramLine(move.From, move.To, Path(move)))];
    }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyCollection<DiagramBox> Boxes => _boxes.Values;

    public IReadOnlyList<DiagramLine> Lines { get; }

    public static StateDiagram Of(ITransitionTable table) => new(table);

    private static double RowWidth(int boxes) => (boxes * DiagramBox.Width) + ((boxes - 1) * BoxGap);

    private List<string> Lanes(Func<(string From, string To), bool> passesOver)
        => [.. _moves.Where(passesOver).Select(move => move.To).Distinct()];

    private string Path((string From, string To) move)
    {
        var from = _boxes[move.From];
        var to = _boxes[move.To];
        var layers = to.Layer - from.Layer;
        var x0 = PortX(from, move, isStart: true);
        var x1 = PortX(to, move, isStart: false);
        return layers switch
        {
            0 => Text($"M{x0} {from.Bottom} C{x0} {from.Bottom + 34} {x1} {to.Bottom + 34} {x1} {to.Bottom + 2}"),
            1 => Text($"M{x0} {from.Bottom} {Curve(x0, from.Bottom, x1, to.Top - 2)}"),
            -1 => Text($"M{x0} {from.Top} {Curve(x0, from.Top, x1, to.Bottom + 2)}"),
            > 1 => Round(x0, from.Bottom, LaneX(move.To, down: true), LayerGap, x1, to.Top - 2),
            _ => Round(x0, from.Top, LaneX(move.To, down: false), -LayerGap, x1, to.Bottom + 2),
        };
    }

    /// <summary>
    /// Returns where a line meets the edge of a box. Each line has its place, in the order of the other ends.
    /// </summary>
    private double PortX(DiagramBox box, (string From, string To) move, bool isStart)
    {
        var isBottom = IsBottom(move, isStart);
        var ports = _moves
            .SelectMany(other => (IEnumerable<(bool IsStart, string Other, double X)>)
            [
                (true, other.To, FarX(other, isStart: true)),
                (false, other.From, FarX(other, isStart: false)),
            ],
            (other, end) => (Move: other, End: end))
            .Where(x => (x.End.IsStart ? x.Move.From : x.Move.To) == box.State
                && IsBottom(x.Move, x.End.IsStart) == isBottom)
            // Lines in the same lane share one end.
            .Select(x => (x.Move, x.End, Port: IsLane(x.Move) && !x.End.IsStart ? "lane" : Text($"{x.Move}{x.End.IsStart}")))
            .ToList();
        var places = ports.GroupBy(x => x.Port).OrderBy(group => group.Min(x => x.End.X)).ThenBy(group => group.Key).ToList();
        var place = places.FindIndex(group => group.Any(x => x.Move == move && x.End.IsStart == isStart));
        return box.Left + (DiagramBox.Width * (place + 1) / (places.Count + 1));
    }

    private double FarX((string From, string To) move, bool isStart)
        => IsLane(move)
            ? LaneX(move.To, _boxes[move.To].Layer > _boxes[move.From].Layer)
            : _boxes[isStart ? move.To : move.From].X;

    private bool IsLane((string From, string To) move)
        => Math.Abs(_boxes[move.To].Layer - _boxes[move.From].Layer) > 1;

    private bool IsBottom((string From, string To) move, bool isStart)
    {
        var layers = _boxes[move.To].Layer - _boxes[move.From].Layer;
        return layers == 0 || (isStart ? layers > 0 : layers < 0);
    }

    private double LaneX(string to, bool down) => down
        ? _contentRight + ((_lanesDown.IndexOf(to) + 1) * LaneGap)
        : _contentLeft - ((_lanesUp.IndexOf(to) + 1) * LaneGap);

    private static string Round(double x0, double y0, double lane, double gap, double x1, double y1)
        => Text($"M{x0} {y0} {Curve(x0, y0, lane, y0 + gap)} L{lane} {y1 - gap} {Curve(lane, y1 - gap, x1, y1)}");

    private static string Curve(double x0, double y0, double x1, double y1)
        => Text($"C{x0} {y0 + ((y1 - y0) * 0.5)} {x1} {y0 + ((y1 - y0) * 0.5)} {x1} {y1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
