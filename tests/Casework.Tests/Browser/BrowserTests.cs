using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Samples.Tests;
using static Microsoft.Playwright.Assertions;

namespace Casework.Tests.Browser;

public abstract class BrowserTests(TestDatabase database) : BrowserSuite(database)
{
    [Fact]
    public async Task A_user_takes_a_ticket_through_its_whole_lifecycle_and_the_timeline_shows_every_event()
    {
        await OpenTicketAsync("PRINTER IS ON FIRE");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("all in capitals");
        await PictureAsync("broken-rule");
        await Page.GetByLabel("Subject").FillAsync("Printer is on fire");
        await PressAsync("Open the ticket");

        await PressAsync("Try Resolved anyway");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot change from New to Resolved");
        await Expect(Page.Locator("#status")).ToHaveTextAsync("New");
        await PictureAsync("refused-move");
        await PressAsync("Open");
        await Expect(Page.Locator("#status")).ToHaveTextAsync("Open");
        await Page.GetByLabel("New comment").FillAsync("Water is on its way.");
        await PressAsync("Comment");
        await Page.GetByLabel("Reason for deletion").FillAsync("Only a toaster");
        await PressAsync("Delete");
        await Expect(Page.Locator("#deleted")).ToContainTextAsync("by Anna Lind: Only a toaster");
        await PictureAsync("deleted");
        await Page.GetByLabel("Reason for restoring").FillAsync("A printer after all");
        await PressAsync("Restore");

        await Expect(Page.Locator("#timeline > li > div > strong")).ToHaveTextAsync(
            ["Opened as New", "New to Open", "Commented", "Deleted", "Restored"]);
        await Expect(Page.Locator("#timeline blockquote")).ToHaveTextAsync(
            ["Water is on its way.", "Only a toaster", "A printer after all"]);
        await Expect(Page.GetByRole(AriaRole.Log)).ToContainTextAsync(
            new Regex("restored.*deleted.*added a comment.*changed the status to Open.*opened", RegexOptions.Singleline));
        await PictureAsync("restored");
    }

    [Fact]
    public async Task Every_page_is_accessible_and_fits_desktop_and_phone_widths_in_light_and_dark_mode()
    {
        foreach (var (width, colors) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await UseWindowAsync(width, colors);
            foreach (var (name, address) in new[]
            {
                ("list", "/?deleted=true"), ("ticket", "/tickets/3"), ("gone", "/tickets/11"), ("new", "/tickets/new"),
                ("edit", "/tickets/3/edit"), ("nothing", "/nothing"), ("cursor", "/?cursor=nonsense"),
            })
            {
                await GoAsync(address);
                await PageChecks.AssertClearAsync(Page);
                await PictureAsync($"{name}-{colors}");
            }

            await OpenTicketAsync("");
            await PageChecks.AssertClearAsync(Page);
            await OpenTicketAsync(new string('x', 150) + " and it does not end");
            await Expect(Page.Locator("#status")).ToHaveTextAsync("New");
            await PageChecks.AssertClearAsync(Page);
        }
    }

    [Fact]
    public async Task The_new_ticket_form_works_with_the_keyboard_alone()
    {
        await GoAsync("/tickets/new");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByText("Skip to content")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByLabel("Subject")).ToBeFocusedAsync();

        await Page.Keyboard.TypeAsync("Opened by keys");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");

        var field = await Page.EvaluateAsync<string>("() => document.activeElement.id");
        Assert.StartsWith("Input_", field, StringComparison.Ordinal);
        await Expect(Page.Locator($"#{field}")).ToHaveAttributeAsync("aria-describedby", $"{field}-error");
    }

    [Fact]
    public async Task The_selected_user_is_the_actor_and_stays_selected_on_the_page()
    {
        await GoAsync("/tickets/1");

        await Page.GetByLabel("Acting as").SelectOptionAsync("chris");
        await PressAsync("Switch");
        await PressAsync("Open");

        Assert.EndsWith("/tickets/1?handler=Move", Page.Url, StringComparison.Ordinal);
        await Expect(Page.GetByLabel("Acting as")).ToHaveValueAsync("chris");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A customer may close and reopen a ticket");
    }

    [Fact]
    public async Task The_diagram_shows_the_current_state_graphically_and_as_text()
    {
        await GoAsync("/tickets/3");

        await Expect(Page.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(
            new Regex("Ticket workflow, currently Waiting"));
        await Expect(Page.Locator("svg .current")).ToHaveTextAsync("● Waiting");
        await Expect(Page.Locator("svg .line.next")).ToHaveCountAsync(2);
        await Page.GetByText("Show as text").ClickAsync();
        await Expect(Page.GetByText("Waiting: Open, Closed (reason required)")).ToBeVisibleAsync();
        await Page.GetByText("Show as Mermaid").ClickAsync();
        await Expect(Page.Locator("pre.mermaid")).ToContainTextAsync("stateDiagram-v2");
    }
}
