namespace Integrity.Toolkit.Transitions;

/// <summary>Text states are found by some of their characters, and then compared completely.</summary>
public sealed class TextStateTests
{
    [Fact]
    public void Texts_with_common_prefixes_or_suffixes_and_empty_texts_are_distinguished()
    {
        string[][] sets =
        [
            ["", "a"],
            ["waiting for the customer", "waiting for the courier!", "waiting for the customs ", "waiting for the company_"],
            ["aab", "aba", "baa", "abb", "bab", "bba", "aaa", "bbb"],
            ["new", "New", "NEW", "nEw", " new", "new ", "neu"],
            [.. Enumerable.Range(0, 300).Select(i => $"state {i:000}")],
            [.. Enumerable.Range(0, 60).Select(i => new string('x', 40) + i)],
            ["é", "e\u0301", "\ud83d\ude00", "\ud83d\ude01"],
        ];

        foreach (var set in sets)
        {
            var table = Chain(set);

            for (var i = 0; i < set.Length; i++)
            {
                Assert.True(table.Contains(Copy(set[i])));
                Assert.Equal(i + 1 < set.Length, i + 1 < set.Length && table.Permits(Copy(set[i]), Copy(set[i + 1])));
                Assert.False(table.Contains(set[i] + "?"));
                Assert.False(table.Contains(set[i].ToUpperInvariant() + "\0"));
            }

            Assert.False(table.Contains("a text that nobody declared"));
        }
    }

    [Fact]
    public void A_text_that_differs_in_any_single_character_is_unknown()
    {
        var table = Chain("opened", "closed", "resolved");

        foreach (var known in table.States)
        {
            for (var i = 0; i < known.Length; i++)
            {
                var other = known.ToCharArray();
                other[i] = '*';
                Assert.False(table.Contains(new string(other)));
            }
        }
    }

    [Fact]
    public void Checking_texts_allocates_nothing()
    {
        var table = Chain("opened", "closed", "resolved");
        var (from, to) = (Copy("opened"), Copy("closed"));
        var permitted = 0;
        for (var i = 0; i < 1000; i++)
        {
            permitted += table.Permits(from, to) ? 1 : 0;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            permitted += table.Permits(from, to) ? 1 : 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2000, permitted);
    }

    /// <summary>Returns another instance, like a text from a database.</summary>
    private static string Copy(string text) => new([.. text]);

    private static TransitionTable<string> Chain(params string[] states) => TransitionTable.Create<string>("t", t =>
    {
        t.Initial(states[0]).Terminal(states[^1]);
        for (var i = 1; i < states.Length; i++)
        {
            t.Permit(states[i - 1], states[i]);
        }
    });
}
