using Microsoft.Playwright;
using Samples.Tests;

namespace Casework.Tests.Browser;

/// <summary>A suite that uses the pages in a browser, like a person.</summary>
public abstract class BrowserSuite(TestDatabase database) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private RunningHost _host = null!;
    private IBrowserContext _context = null!;

    protected IPage Page { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var browser = await Chromium.BrowserAsync();
        Assert.SkipWhen(browser is null, Chromium.WhyMissing);
        _host = await RunningHost.StartAsync(await database.ConnectionStringAsync());
        await OpenAsync(browser!, 1280, ColorScheme.Light);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        // Content that the content security policy blocks, and missing resources. Expected 4xx responses are ignored.
        Assert.DoesNotContain(_complaints, complaint => !complaint.Contains("status of 4", StringComparison.Ordinal));
    }

    protected async Task UseWindowAsync(int width, ColorScheme colors = ColorScheme.Light)
    {
        await _context.CloseAsync();
        await OpenAsync((await Chromium.BrowserAsync())!, width, colors);
    }

    protected async Task GoAsync(string address) => await Page.GotoAsync(address);

    protected async Task PressAsync(string button)
        => await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    protected async Task OpenTicketAsync(string subject)
    {
        await GoAsync("/tickets/new");
        await Page.GetByLabel("Subject").FillAsync(subject);
        await Page.GetByLabel("Description").FillAsync("It makes a noise.");
        await Page.GetByLabel("Organization").SelectOptionAsync("Acme Tools");
        await PressAsync("Open the ticket");
    }

    /// <summary>Saves a screenshot, if CASEWORK_SCREENSHOTS specifies a folder.</summary>
    protected async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CASEWORK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var file = Path.Combine(folder, $"{database.Name}-{name}-{Page.ViewportSize!.Width}.png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
        }
    }

    private async Task OpenAsync(IBrowser browser, int width, ColorScheme colors)
    {
        _context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _host.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = colors,
        });
        // Tests may be slow on a busy machine.
        _context.SetDefaultTimeout(120_000);
        Page = await _context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
    }
}
