namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in the README compiles where the library is referenced, and runs as described.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Page = File.ReadAllLines(
        Repository.Combine("src", "Integrity.Toolkit.Stateless", "README.md"));

    [Fact]
    public void Every_code_block_compiles()
    {
        var compiled = Directory
            .GetFiles(
                Repository.Combine("tests", "Integrity.Toolkit.Stateless.Tests", "Readme"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Flat(File.ReadAllLines(file)))
            .ToList();

        var blocks = Blocks().ToList();

        Assert.Equal(7, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(compiled, text => text.Contains(Flat(block), StringComparison.Ordinal)));
    }

    [Fact]
    public void The_first_code_appears_within_twenty_lines_and_eighty_words()
    {
        var first = Array.FindIndex(Page, line => line.StartsWith("```csharp", StringComparison.Ordinal));

        Assert.InRange(first, 1, 20);
        Assert.InRange(Page[..first].Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length), 1, 80);
    }

    [Fact]
    public void Every_diagnostic_code_is_in_the_readme()
    {
        var source = Directory
            .GetFiles(Repository.Combine("src", "Integrity.Toolkit.Stateless"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText);
        var codes = source
            .SelectMany(text => System.Text.RegularExpressions.Regex.Matches(
                text, @"StateMachineDiagnostic\(\s*""([a-z.-]+)"""))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        var page = string.Join('\n', Page);

        Assert.True(codes.Count > 12, "No codes were found: the test looks in the wrong place.");
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_the_readme_behaves_like_its_machine()
    {
        foreach (var state in Enum.GetValues<Readme.Status>().Where(Readme.Quickstart.Flow.Contains))
        {
            foreach (var step in Enum.GetValues<Readme.Step>())
            {
                var machine = Readme.TicketMachine.Create(state);
                var fires = machine.CanFire(step);
                if (fires)
                {
                    machine.Fire(step);
                }

                var ways = Readme.Quickstart.Flow.Find(state, step);
                Assert.Equal(fires, ways.Count == 1 || Readme.Quickstart.Flow.Ignores(state, step));
                Assert.All(ways, way => Assert.Equal(machine.State, way.To));
            }
        }

        Assert.False(Readme.Quickstart.Flow.Contains(Readme.Status.Open));
        Assert.False(Readme.Quickstart.Flow.Find(Readme.Status.Waiting, Readme.Step.Close)[0].Guard!.IsMet(new Readme.Ticket()));
        Assert.True(Readme.Quickstart.Open().Find(Readme.Status.Waiting, Readme.Step.Close)[0].Guard!.IsOpen);
    }

    private static IEnumerable<string[]> Blocks()
    {
        for (var i = 0; i < Page.Length; i++)
        {
            if (Page[i].Trim() == "```csharp")
            {
                var end = Array.FindIndex(Page, i + 1, line => line.Trim() == "```");
                yield return Page[(i + 1)..end];
                i = end;
            }
        }
    }

    /// <summary>Normalizes white space, which is not compared.</summary>
    private static string Flat(IEnumerable<string> lines)
        => string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0));
}
