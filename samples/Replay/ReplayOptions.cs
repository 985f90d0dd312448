using System.Globalization;
using Samples.Shared;

namespace Replay;

/// <summary>The parsed command line.</summary>
internal sealed record ReplayOptions(string Log)
{
    public decimal Learn { get; init; } = 0.7m;

    public bool Enforce { get; init; }

    public ReplayHold Hold { get; init; }

    public bool Lifecycle { get; init; }

    public bool Json { get; init; }

    public bool Diagram { get; init; }

    public CaseworkDatabase? Database { get; init; }

    public static ReplayOptions Parse(IReadOnlyList<string> args, string? defaultDatabase = null)
    {
        var options = new ReplayOptions("");
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = Split(args[i]);
            options = name switch
            {
                "--learn" => options with { Learn = Share(Value(name, inline, args, ref i)) },
                "--mode" => options with { Enforce = IsEnforce(Value(name, inline, args, ref i)) },
                "--hold" => options with { Hold = HoldOf(Value(name, inline, args, ref i)) },
                "--database" => options with { Database = CaseworkDatabase.Parse(Value(name, inline, args, ref i)) },
                "--lifecycle" when inline is null => options with { Lifecycle = true },
                "--json" when inline is null => options with { Json = true },
                "--diagram" when inline is null => options with { Diagram = true },
                _ when name.StartsWith("--", StringComparison.Ordinal)
                    => throw new CommandException($"Unknown option {args[i]}. Try --help."),
                _ when options.Log.Length > 0 => throw new CommandException(
                    $"Only one log can be replayed at a time: '{options.Log}' or '{args[i]}'."),
                _ => options with { Log = args[i] },
            };
        }

        if (options.Log.Length == 0)
        {
            throw new CommandException("No log was specified. Specify the path of an .xes or .xes.gz file.");
        }

        if (options.Hold != ReplayHold.None && !options.Enforce)
        {
            throw new CommandException(
                "--hold makes the database reject transitions that the table does not permit, so it requires enforce mode. "
                + "Add --mode enforce, or omit --hold.");
        }

        return options.Database is null && !string.IsNullOrWhiteSpace(defaultDatabase)
            ? options with { Database = CaseworkDatabase.Parse(defaultDatabase) }
            : options;
    }

    private static (string Name, string? Value) Split(string arg)
        => arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (arg[..at], arg[(at + 1)..])
            : (arg, null);

    private static string Value(string name, string? inline, IReadOnlyList<string> args, ref int i)
        => inline ?? (++i < args.Count ? args[i] : throw new CommandException($"{name} requires a value."));

    private static decimal Share(string text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1
            ? share
            : throw new CommandException(
                $"--learn must be the share of traces to learn from, above 0 and at most 1, such as 0.7, not '{text}'.");

    private static bool IsEnforce(string text) => text switch
    {
        "enforce" => true,
        "observe" => false,
        _ => throw new CommandException($"--mode must be observe or enforce, not '{text}'."),
    };

    private static ReplayHold HoldOf(string text) => text switch
    {
        "none" => ReplayHold.None,
        "guard" => ReplayHold.Guard,
        "ledger" => ReplayHold.Ledger,
        _ => throw new CommandException($"--hold must be none, guard or ledger, not '{text}'."),
    };
}
