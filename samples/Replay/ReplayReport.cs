using System.Globalization;
using System.Text.Json;

namespace Replay;

/// <summary>Writes the result of a replay.</summary>
internal static class ReplayReport
{
    private const int MostRefused = 20;

    public static void Write(TextWriter output, ReplayResult result, ReplayOptions options)
    {
        if (options.Diagram)
        {
            output.WriteLine(result.Diagram.TrimEnd());
            output.WriteLine();
        }

        if (options.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        }
        else
        {
            WriteText(output, result, options);
        }
    }

    private static void WriteText(TextWriter output, ReplayResult result, ReplayOptions options)
    {
        var mode = options.Enforce ? "enforce" : "observe";
        Line(output, $"{result.Learned:N0} of {result.Traces:N0} traces taught:");
        Line(output, $"  states    {result.States,10:N0}");
        Line(output, $"  edges     {result.Edges,10:N0}");
        Line(output, $"{result.Played:N0} played in {mode} mode on {result.Database}, {result.Seconds:N1} s in all:");
        Line(output, $"  events    {result.Events,10:N0}");
        Line(output, $"  initial   {result.Initial,10:N0}");
        Line(output, $"  unchanged {result.Unchanged,10:N0}");
        Line(output, $"  accepted  {result.Accepted,10:N0}");
        Line(output, $"  refused   {result.Refused,10:N0}");
        Line(output, $"  skipped   {result.Skipped,10:N0}");
        Line(output, $"  history   {result.HistoryRows,10:N0} rows in the database");
        Line(output, $"  breaks    {result.Histories.Inconsistencies.Count,10:N0} in the histories of {result.Histories.Entities:N0} tickets");
        output.WriteLine();
        if (result.RefusedMoves.Count == 0)
        {
            output.WriteLine("Nothing was refused.");
            return;
        }

        output.WriteLine(options.Enforce ? "Most refused:" : "Would have been refused most:");
        Line(output, $"  {"count",7}  move (example)");
        foreach (var move in result.RefusedMoves.Take(MostRefused))
        {
            Line(output, $"  {move.Count,7:N0}  {move.From ?? "(begin)"} -> {move.To} ({move.Trace})");
        }

        if (result.RefusedMoves.Count > MostRefused)
        {
            Line(output, $"  and {result.RefusedMoves.Count - MostRefused:N0} more pairs");
        }
    }

    private static void Line(TextWriter output, FormattableString text)
        => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
