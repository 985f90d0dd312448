using System.Text.Json;

namespace Matrix;

/// <summary>Writes a matrix as a table with the findings of each cell, or as one JSON object.</summary>
internal static class MatrixReport
{
    private static readonly string[] Headings =
        ["SaveChanges", "detached", "set-based", "raw SQL in EF", "other client", "replace / bulk"];

    /// <summary>Returns a short description of a way of writing.</summary>
    public static string Heading(Way way) => Headings[(int)way];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Write(TextWriter output, MatrixResult result, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    result.Database,
                    Cells = result.Cells.Select(cell => new
                    {
                        cell.Guarantee,
                        Way = cell.Way.ToString(),
                        Verdict = cell.Verdict.ToString(),
                        Findings = cell.Findings.Select(finding => new
                        {
                            finding.Attempt,
                            Verdict = finding.Verdict.ToString(),
                            finding.Detail,
                        }),
                    }),
                },
                Json));
            return;
        }

        output.WriteLine($"The guarantee matrix on {result.Database}: held (by the toolkit), refused (by the database), open");
        output.WriteLine();
        WriteTable(output, result);
        output.WriteLine();
        WriteFindings(output, result);
    }

    /// <summary>Writes only the table, which is committed as the expected result.</summary>
    public static void WriteTable(TextWriter output, MatrixResult result)
    {
        var width = result.Cells.Max(cell => cell.Guarantee.Length);
        output.WriteLine($"{"".PadRight(width)} | {string.Join(" | ", Headings)}");
        foreach (var row in result.Cells.GroupBy(cell => cell.Guarantee))
        {
            var verdicts = row.Zip(Headings, (cell, heading) => Text(cell.Verdict).PadRight(heading.Length));
            output.WriteLine($"{row.Key.PadRight(width)} | {string.Join(" | ", verdicts)}".TrimEnd());
        }
    }

    private static void WriteFindings(TextWriter output, MatrixResult result)
    {
        foreach (var row in result.Cells.GroupBy(cell => cell.Guarantee))
        {
            output.WriteLine(row.Key);
            foreach (var (cell, heading) in row.Zip(Headings))
            {
                foreach (var finding in cell.Findings)
                {
                    output.WriteLine($"  {heading,-14} {finding.Attempt,-38} {Text(finding.Verdict),-7} {finding.Detail}");
                }
            }
        }
    }

    public static string Text(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
