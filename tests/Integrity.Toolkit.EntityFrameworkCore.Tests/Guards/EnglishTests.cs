using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>Words that make a sentence read as translated do not occur in XML docs and pages.</summary>
public sealed partial class EnglishTests
{
    [Fact]
    public void XML_docs_contain_no_word_to_avoid()
        => AssertPlain(
            SourceFiles().SelectMany(file => Lines(file)
                .Where(line => line.Text.TrimStart().StartsWith("///", StringComparison.Ordinal))
                .Select(line => line with { Text = Code().Replace(line.Text, "") })));

    [Fact]
    public void Pages_contain_no_word_to_avoid()
        => AssertPlain(Pages().SelectMany(page => Prose(page).Select(line => line with { Text = InlineCode().Replace(line.Text, "") })));

    [Theory]
    [InlineData("/// <summary>Says which state may follow which.</summary>")]
    [InlineData("/// <summary>What the caller is told.</summary>")]
    [InlineData("/// <summary>Rows that are gone for good.</summary>")]
    [InlineData("/// <summary>Refuses a change.</summary>")]
    public void A_word_to_avoid_is_found(string line) => Assert.Matches(ToAvoid(), Code().Replace(line, ""));

    [Theory]
    [InlineData("/// <param name=\"refused\">The condition.</param>")]
    [InlineData("/// <summary>Returns <c>bulk.refused</c>; see <see cref=\"Log.RefusalObserved\"/>.</summary>")]
    public void A_name_is_not_a_word(string line) => Assert.DoesNotMatch(ToAvoid(), Code().Replace(line, ""));

    private static void AssertPlain(IEnumerable<Line> lines)
    {
        var checkedLines = lines.ToList();

        Assert.NotEmpty(checkedLines);
        Assert.Empty(checkedLines.Where(line => ToAvoid().IsMatch(line.Text)).Select(line => $"{line.Place}: {line.Text.Trim()}"));
    }

    private static IEnumerable<string> SourceFiles()
        => Directory.GetFiles(Repository.Combine("src"), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> Pages()
        => Directory.GetFiles(Repository.Combine("src"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.Combine("samples"), "README.md", SearchOption.AllDirectories))
            .Append(Repository.Combine("README.md"));

    private static IEnumerable<Line> Lines(string file)
        => File.ReadLines(file).Select((text, index) => new Line($"{Path.GetFileName(file)}:{index + 1}", text));

    private static IEnumerable<Line> Prose(string page)
    {
        var isCode = false;
        foreach (var line in Lines(page))
        {
            if (line.Text.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode)
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"\b(says|said|tells?|told|asks|asked|knows|whoever|nobody|anybody|refus(e|es|ed|al|als|ing)|judges?|judged|for good|comes? to nothing|goes along|in the way)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ToAvoid();

    /// <summary>Elements of code, and attributes, which contain names.</summary>
    [GeneratedRegex("""<c>.*?</c>|\w+="[^"]*"|`[^`]*`""")]
    private static partial Regex Code();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    private sealed record Line(string Place, string Text);
}
