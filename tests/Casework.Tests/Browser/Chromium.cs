using Microsoft.Playwright;

namespace Casework.Tests.Browser;

/// <summary>A headless Chromium for the test process: the installed one, or the one specified by INTEGRITY_CHROMIUM.</summary>
internal static class Chromium
{
    public const string WhyMissing = "Chromium is not installed, and INTEGRITY_CHROMIUM does not specify one.";

    private const string Variable = "INTEGRITY_CHROMIUM";

    private static readonly Lazy<Task<IBrowser?>> Started = new(StartAsync);

    /// <summary>Returns the browser, or <see langword="null"/> if none is installed.</summary>
    public static Task<IBrowser?> BrowserAsync() => Started.Value;

    private static async Task<IBrowser?> StartAsync()
    {
        if (Find() is not { } program)
        {
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin");
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
