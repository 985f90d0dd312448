using Integrity.Toolkit.Tests.Readme;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in a block's README compiles, and runs as described.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Every_statement_in_the_validation_readme_compiles()
    {
        var compiled = Lines(Repository.Combine("tests", "Integrity.Toolkit.Tests", "Readme", "TicketRules.cs")).ToHashSet();
        var page = Lines(Repository.Combine("src", "Integrity.Toolkit", "Validation", "README.md")).ToList();

        var code = Code(page).ToList();

        Assert.InRange(code.Count, 20, 100);
        Assert.All(code, line => Assert.Contains(line, compiled));
    }

    [Fact]
    public void The_rules_of_the_readme_find_the_listed_violations()
    {
        var ticket = new Ticket { Subject = "a", Address = new(null), Tags = { "a", null } };

        var answer = Desk.Answer(ticket);

        Assert.NotNull(answer);
        Assert.Equal(["address.city", "tags[1]"], answer.Keys);
        Assert.Equal(["Ticket.Address.City is required. Specify a value."], answer["address.city"]);
        Assert.Null(Desk.Answer(new Ticket { Subject = "a" }));
    }

    private static IEnumerable<string> Lines(string file) => File.ReadLines(file).Select(line => line.Trim());

    private static IEnumerable<string> Code(List<string> page)
    {
        var isCode = false;
        foreach (var line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = line == "```csharp";
            }
            else if (isCode && line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
