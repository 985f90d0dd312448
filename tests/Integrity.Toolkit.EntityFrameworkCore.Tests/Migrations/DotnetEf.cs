using System.Diagnostics;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The `dotnet ef` tool of the repository's manifest.</summary>
public static class DotnetEf
{
    private static readonly Lazy<Task<string?>> Restored = new(async () =>
    {
        var (code, output) = await StartAsync("tool", "restore");
        return code == 0 ? null : $"dotnet-ef cannot be restored: {output.Trim().Split('\n')[^1]}";
    });

    /// <summary>Returns the reason why the tool is unavailable, or null if it is available.</summary>
    public static Task<string?> WhyMissingAsync() => Restored.Value;

    public static Task<(int Code, string Output)> RunAsync(string project, string command, string context, params string[] arguments)
        => StartAsync(
        [
            "tool", "run", "dotnet-ef", .. command.Split(' '), "--no-build", "--configuration", Configuration,
            "--project", project, "--startup-project", project, "--context", context, .. arguments,
        ]);

    /// <summary>
    /// Creates a project in a folder of its own that stands in for one that is already built; the tool writes to this folder.
    /// </summary>
    public static string StandIn(string folder, string builtProject)
    {
        var path = Path.Combine(folder, "Fresh.csproj");
        File.WriteAllText(path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>{builtProject}</AssemblyName>
                <RootNamespace>Fresh</RootNamespace>
                <OutputPath>{Repository.Combine("artifacts", "bin", builtProject, Folder)}/</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                <ProjectAssetsFile>{Repository.Combine("artifacts", "obj", builtProject, "project.assets.json")}</ProjectAssetsFile>
                <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>
              </PropertyGroup>
            </Project>
            """);
        return path;
    }

    private static string Folder => new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static string Configuration => string.Equals(Folder, "release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    private static async Task<(int Code, string Output)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // From the build that runs these tests, not for the one that the tool starts.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
