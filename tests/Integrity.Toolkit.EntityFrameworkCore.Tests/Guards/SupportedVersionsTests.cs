using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README lists the referenced versions, and the newer ones that the build also tests.</summary>
public sealed partial class SupportedVersionsTests
{
    private static readonly string Readme = File.ReadAllText(Repository.Combine("README.md"));

    [Theory]
    [InlineData("EFCoreVersion", "EF Core {0} or later")]
    [InlineData("EFCoreVersion", "EF Core {0} with Npgsql")]
    [InlineData("NpgsqlEFCoreVersion", "with Npgsql {0} and")]
    public void The_readme_names_the_lowest_supported_version(string property, string text)
    {
        var central = File.ReadAllText(Repository.Combine(".build", "Directory.Packages.props"));

        var version = Regex.Match(central, $"<{property} [^>]*>([0-9.]+)<").Groups[1].Value;

        Assert.NotEmpty(version);
        Assert.Contains(text.Replace("{0}", version, StringComparison.Ordinal), Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_names_the_newest_tested_versions()
    {
        var versions = Tested().Match(File.ReadAllText(Repository.Combine(".ci", "run")));

        Assert.True(versions.Success);
        Assert.Contains(
            $"on EF Core {versions.Groups[1].Value} with Npgsql {versions.Groups[2].Value}.", Readme, StringComparison.Ordinal);
    }

    [GeneratedRegex("^efcore=([0-9.]+) npgsql=([0-9.]+) ", RegexOptions.Multiline)]
    private static partial Regex Tested();
}
