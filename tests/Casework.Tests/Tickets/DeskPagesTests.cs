using System.Net;
using System.Text.RegularExpressions;
using Samples.Tests;

namespace Casework.Tests.Tickets;

public abstract partial class DeskPagesTests(TestDatabase database) : DeskSuite(database)
{
    [Fact]
    public async Task The_list_shows_demo_tickets_page_by_page_in_both_directions()
    {
        var first = await GetAsync("/");

        var second = await GetAsync(Link(first, "next"));
        var back = await GetAsync(Link(second, "prev"));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.NotEmpty(Shown(first));
        Assert.NotEmpty(Shown(second));
        Assert.Empty(Shown(first).Intersect(Shown(second)));
        Assert.Equal(first["tickets"], back["tickets"]);
    }

    [Fact]
    public async Task The_list_can_be_filtered_and_includes_deleted_tickets_on_request()
    {
        var waiting = await GetAsync("/?status=Waiting");
        var live = await GetAsync("/?q=TEST+test");
        var all = await GetAsync("/?q=TEST+test&deleted=true");
        var globex = await GetAsync("/?organization=2&q=hour");
        var number = await GetAsync("/?organization=1&q=%231002");

        Assert.Contains("Invoice shows the wrong address", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cannot sign in", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("test test test", live.Text, StringComparison.Ordinal);
        Assert.Contains("test test test", all.Text, StringComparison.Ordinal);
        Assert.Contains("Calendar is one hour off", globex.Text, StringComparison.Ordinal);
        Assert.Contains("1 ticket, newest first", number.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_wildcards_and_quotes_are_matched_literally()
    {
        var percent = await GetAsync("/?q=%25");
        var apostrophe = await GetAsync("/?q=%27+OR+1%3D1");

        Assert.Contains("No tickets match the filter.", percent.Text, StringComparison.Ordinal);
        Assert.Contains("No tickets match the filter.", apostrophe.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?cursor=nonsense", "The cursor is invalid")]
    [InlineData("/?status=Nowhere", "Unknown status")]
    [InlineData("/?priority=none", "Unknown priority")]
    [InlineData("/?limit=0", "1 to 100")]
    [InlineData("/?organization=many", "many")]
    public async Task A_list_with_invalid_parameters_returns_an_error_message(string address, string why)
    {
        var page = await GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(why, page["problems"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_input_is_encoded_on_every_page()
    {
        var page = await OpenTicketAsync("<script>alert('subject')</script>");
        var said = await page.PostAsync("Comment", ("Comment.Body", "<img src=x>"));
        var list = await GetAsync("/");
        var edit = await GetAsync($"{page.Address.AbsolutePath}/edit");

        Assert.All([page, said, list, edit], shown =>
        {
            Assert.Contains("&lt;script&gt;", shown.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", shown.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", shown.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_ticket_shows_permitted_transitions_reasons_for_the_others_and_the_diagram()
    {
        var page = await OpenTicketAsync("steps");

        Assert.Contains("value=\"Open\">Open</button>", page.Html, StringComparison.Ordinal);
        Assert.Contains("cannot change from New to Resolved", page.Text, StringComparison.Ordinal);
        Assert.Contains("<title id=\"diagram-title\">Ticket workflow, currently New", page.Html, StringComparison.Ordinal);
        Assert.Contains("stateDiagram-v2", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transition_appears_in_the_timeline_with_its_actor_and_reason()
    {
        var page = await OpenTicketAsync("moved");

        var moved = await page.PostAsync("Move", ("Move.To", "Open"), ("Move.Reason", "Rang <twice>"));

        Assert.Equal((HttpStatusCode.OK, "Open"), (moved.Status, moved["status"]));
        Assert.Matches("Opened as New .* Anna Lind New to Open .* Anna Lind Rang <twice>", moved["timeline"]);
        Assert.Contains("Anna Lind changed the status to Open for", moved["log"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_transition_shows_the_reason_keeps_the_input_and_changes_nothing()
    {
        var page = await OpenTicketAsync("refused");

        var refused = await page.PostAsync("Move", ("Move.To", "Resolved"), ("Move.Reason", "I say so"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "New"), (refused.Status, refused["status"]));
        Assert.Contains(
            "cannot change from New to Resolved. Permitted: Open, Closed.", refused["problems"], StringComparison.Ordinal);
        Assert.Contains("I say so</textarea>", refused.Html, StringComparison.Ordinal);
        Assert.Equal(page["timeline"], refused["timeline"]);
        Assert.Equal(page["log"], refused["log"]);
    }

    [Fact]
    public async Task The_open_work_of_an_assignee_is_counted_while_a_ticket_is_in_progress()
    {
        var page = await OpenTicketAsync("somebody's", ("Input.AssigneeId", "maria"));

        var open = await page.PostAsync("Move", ("Move.To", "Open"));
        var done = await open.PostAsync("Move", ("Move.To", "Resolved"));

        Assert.Contains("(active tickets: 0)", page["assignee"], StringComparison.Ordinal);
        Assert.Contains("(active tickets: 1)", open["assignee"], StringComparison.Ordinal);
        Assert.Contains("(active tickets: 0)", done["assignee"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_explains_why_a_transition_is_not_permitted()
    {
        var page = await (await OpenTicketAsync("nobody's", ("Input.AssigneeId", ""))).PostAsync("Move", ("Move.To", "Open"));

        Assert.Contains("Only when somebody is assigned to the ticket.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket.assigned", page["diagram-text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guarded_transition_is_rejected_until_its_condition_is_met()
    {
        var page = await (await OpenTicketAsync("nobody's", ("Input.AssigneeId", ""))).PostAsync("Move", ("Move.To", "Open"));

        var refused = await page.PostAsync("Move", ("Move.To", "Resolved"));

        Assert.Contains("(somebody is assigned to the ticket) is not met", refused["problems"], StringComparison.Ordinal);
        Assert.Equal("Open", refused["status"]);
    }

    [Fact]
    public async Task Closing_without_a_reason_is_rejected_and_with_one_the_reason_and_time_are_saved()
    {
        var page = await OpenTicketAsync("closed");

        var refused = await page.PostAsync("Move", ("Move.To", "Closed"));
        var closed = await refused.PostAsync("Move", ("Move.To", "Closed"), ("Move.Reason", "Sold the printer"));

        Assert.Contains("requires a reason", refused["Move_Reason-error"], StringComparison.Ordinal);
        Assert.Equal("Closed", closed["status"]);
        Assert.Contains("Sold the printer", closed["timeline"], StringComparison.Ordinal);
        Assert.Matches("<dt>Closed</dt><dd>\\d+ \\w+ 20\\d\\d", closed.Html);
    }

    [Fact]
    public async Task A_change_from_an_outdated_page_is_a_conflict()
    {
        var page = await OpenTicketAsync("conflict");
        await page.PostAsync("Move", ("Move.To", "Open"));

        var late = await page.PostAsync("Move", ("Move.To", "Closed"), ("Move.Reason", "too late"));

        Assert.Equal((HttpStatusCode.Conflict, "Open"), (late.Status, late["status"]));
        Assert.Contains("role=\"alert\"", late.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_ticket_returns_a_not_found_page()
    {
        var ticket = await GetAsync("/tickets/4711");
        var edit = await GetAsync("/tickets/4711/edit");
        var large = await GetAsync("/tickets/99999999999");

        Assert.All([ticket, edit, large], page =>
        {
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Contains("does not exist", page.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_second_start_keeps_existing_data()
    {
        var page = await OpenTicketAsync("from the first start");

        await using var second = new DeskHost(await Database.ConnectionStringAsync());
        using var client = second.CreateClient();

        var again = await Page.GetAsync(client, page.Address.AbsolutePath);
        Assert.Contains("from the first start", again.Text, StringComparison.Ordinal);
    }

    /// <summary>Returns the tickets in the list. The notifications contain others.</summary>
    private static List<string> Shown(Page page)
    {
        var list = page.Html[page.Html.IndexOf("id=\"tickets\"", StringComparison.Ordinal)..];
        return [.. TicketLink().Matches(list[..list.IndexOf("</table>", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).Distinct()];
    }

    private static string Link(Page page, string relation)
    {
        var link = RelatedLink().Matches(page.Html).Single(match => match.Groups[1].Value == relation);
        return WebUtility.HtmlDecode(link.Groups[2].Value);
    }

    [GeneratedRegex("href=\"/tickets/(\\d+)\"")]
    private static partial Regex TicketLink();

    [GeneratedRegex("rel=\"(\\w+)\" href=\"([^\"]+)\"")]
    private static partial Regex RelatedLink();
}
