namespace Integrity.Toolkit.Tests.Guards;

/// <summary>A page of the documentation, with its blocks of code and its tables.</summary>
public sealed class ReadmePage(params string[] path)
{
    private readonly string[] _lines = File.ReadAllLines(Repository.Combine(path));

    public string Text => string.Join('\n', _lines);

    /// <summary>Layout does not matter, words do.</summary>
    public static string Flat(IEnumerable<string> lines)
        => string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0));

    /// <summary>The code in a language.</summary>
    public IEnumerable<string[]> Blocks(string language)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].Trim() == "```" + language)
            {
                var end = Array.FindIndex(_lines, i + 1, line => line.Trim() == "```");
                yield return _lines[(i + 1)..end];
                i = end;
            }
        }
    }

    /// <summary>Code inside a sentence, by its beginning.</summary>
    public string Quoted(string beginning)
    {
        var text = Text;
        var from = text.IndexOf('`' + beginning, StringComparison.Ordinal) + 1;
        Assert.True(from > 0, $"The page does not quote '{beginning}'.");
        return text[from..text.IndexOf('`', from)];
    }

    /// <summary>The rows of the tables between a heading and the next one, without the rows of their headers.</summary>
    public IReadOnlyList<string[]> Rows(string heading)
    {
        var start = Array.IndexOf(_lines, heading);
        Assert.True(start >= 0, $"The page has no heading '{heading}'.");
        var rows = new List<string[]>();
        for (var i = start + 1; i < _lines.Length && !_lines[i].StartsWith('#'); i++)
        {
            var isHeader = i + 1 < _lines.Length && _lines[i + 1].StartsWith("|---", StringComparison.Ordinal);
            if (_lines[i].StartsWith('|') && !_lines[i].StartsWith("|---", StringComparison.Ordinal) && !isHeader)
            {
                rows.Add([.. _lines[i].Trim('|').Split('|').Select(cell => cell.Trim())]);
            }
        }

        return rows;
    }
}
