using System.Net;
using System.Text.RegularExpressions;
using Samples.Tests;

namespace Casework.Tests.Tickets;

public abstract partial class DeskPagesTests(TestDatabase database) : DeskSuite(database)
{
    [Fact]
    public async Task The_list_shows_demo_tickets_page_by_page_there_and_back()
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
    public async Task The_list_is_filtered_and_shows_deleted_tickets_on_request()
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
    public async Task A_sign_that_the_search_of_the_database_knows_is_looked_for_as_it_stands()
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
    public async Task A_list_that_cannot_be_shown_says_why(string address, string why)
    {
        var page = await GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(why, page["problems"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_users_write_is_encoded_on_every_page()
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
    public async Task A_ticket_shows_its_next_steps_why_others_are_not_permitted_and_its_way()
    {
        var page = await OpenTicketAsync("steps");

        Assert.Contains("value=\"Open\">Open</button>", page.Html, StringComparison.Ordinal);
        Assert.Contains("cannot change from New to Resolved", page.Text, StringComparison.Ordinal);
        Assert.Contains("<title id=\"diagram-title\">Ticket workflow, currently New", page.Html, StringComparison.Ordinal);
        Assert.Contains("stateDiagram-v2", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_is_in_the_timeline_with_its_actor_and_reason()
    {
        var page = await OpenTicketAsync("moved");

        var moved = await page.PostAsync("Move", ("Move.To", "Open"), ("Move.Reason", "Rang <twice>"));

        Assert.Equal((HttpStatusCode.OK, "Open"), (moved.Status, moved["status"]));
        Assert.Matches("Opened as New .* Anna Lind New to Open .* Anna Lind Rang <twice>", moved["timeline"]);
        Assert.Contains("Anna Lind changed the status to Open for", moved["log"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_move_shows_its_reason_keeps_what_was_typed_and_changes_nothing()
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
    public async Task The_work_that_an_assignee_has_is_counted_while_a_ticket_is_worked_on()
    {
        var page = await OpenTicketAsync("somebody's", ("Input.AssigneeId", "maria"));

        var open = await page.PostAsync("Move", ("Move.To", "Open"));
        var done = await open.PostAsync("Move", ("Move.To", "Resolved"));

        Assert.Contains("(active tickets: 0)", page["assignee"], StringComparison.Ordinal);
        Assert.Contains("(active tickets: 1)", open["assignee"], StringComparison.Ordinal);
        Assert.Contains("(active tickets: 0)", done["assignee"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_step_is_not_permitted_is_said_in_words()
    {
        var page = await (await OpenTicketAsync("nobody's", ("Input.AssigneeId", ""))).PostAsync("Move", ("Move.To", "Open"));

        Assert.Contains("Only when somebody is assigned to the ticket.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket.assigned", page["diagram-text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guarded_step_is_refused_until_its_condition_is_met()
    {
        var page = await (await OpenTicketAsync("nobody's", ("Input.AssigneeId", ""))).PostAsync("Move", ("Move.To", "Open"));

        var refused = await page.PostAsync("Move", ("Move.To", "Resolved"));

        Assert.Contains("(somebody is assigned to the ticket) is not met", refused["problems"], StringComparison.Ordinal);
        Assert.Equal("Open", refused["status"]);
    }

    [Fact]
    public async Task Closing_without_a_reason_is_refused_and_with_one_it_is_kept_with_its_time()
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
    public async Task A_change_of_an_old_page_is_a_conflict()
    {
        var page = await OpenTicketAsync("conflict");
        await page.PostAsync("Move", ("Move.To", "Open"));

        var late = await page.PostAsync("Move", ("Move.To", "Closed"), ("Move.Reason", "too late"));

        Assert.Equal((HttpStatusCode.Conflict, "Open"), (late.Status, late["status"]));
        Assert.Contains("role=\"alert\"", late.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_never_was_is_not_found_on_a_page_that_says_so()
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
    public async Task A_second_start_keeps_what_is_there()
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
