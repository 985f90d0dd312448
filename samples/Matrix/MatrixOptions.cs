using Samples.Shared;

namespace Matrix;

/// <summary>The parsed command line.</summary>
internal sealed record MatrixOptions(CaseworkDatabase? Database, bool Json)
{
    public static MatrixOptions Parse(IReadOnlyList<string> args, string? defaultDatabase = null)
    {
        string? database = null;
        var json = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--json":
                    json = true;
                    break;
                case "--database" when i + 1 < args.Count:
                    database = args[++i];
                    break;
                case "--database":
                    throw new CommandException("--database requires a value.");
                case var inline when inline.StartsWith("--database=", StringComparison.Ordinal):
                    database = inline["--database=".Length..];
                    break;
                default:
                    throw new CommandException($"Unknown option {args[i]}. Try --help.");
            }
        }

        database ??= string.IsNullOrWhiteSpace(defaultDatabase) ? null : defaultDatabase;
        return new MatrixOptions(database is null ? null : CaseworkDatabase.Parse(database), json);
    }
}
