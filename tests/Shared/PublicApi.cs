using System.Reflection;
using PublicApiGenerator;

namespace Integrity.Toolkit.Tests;

/// <summary>Compares the public API of a package with the baseline next to its project.</summary>
public static class PublicApi
{
    /// <summary>Set this environment variable to rewrite the baselines after an intended change.</summary>
    private const string Accept = "INTEGRITY_ACCEPT_API";

    private static readonly ApiGeneratorOptions Options = new()
    {
        // Differs between builds, or is not part of the API's usage.
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
    };

    public static void Check(Assembly assembly, string project)
    {
        var file = Repository.Combine("src", project, "PublicApi.txt");
        var actual = assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").Trim() + "\n";
        if (Environment.GetEnvironmentVariable(Accept) is { Length: > 0 })
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{project} has no PublicApi.txt. Run the tests with {Accept}=1 to write it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
