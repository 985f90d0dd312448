using System.Net;
using Casework.Tests.Databases;

namespace Casework.Tests.Tickets;

public abstract class DeskHostTests(TestDatabase database) : IAsyncLifetime
{
    private DeskHost _host = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DeskHost(await database.ConnectionStringAsync());
        _client = _host.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_list_shows_demo_tickets_page_by_page()
    {
        var first = await GetAsync("/");

        var second = await GetAsync("/?number=2");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("Licence key is rejected", first.Text, StringComparison.Ordinal);
        Assert.Contains("Printer on the second floor", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Printer on the second floor", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_by_status_and_shows_deleted_tickets_on_request()
    {
        var waiting = await GetAsync("/?status=Waiting");
        var live = await GetAsync("/?status=Open");
        var all = await GetAsync("/?status=Open&deleted=true");

        Assert.Contains("Invoice shows the wrong address", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cannot sign in", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("test test test", live.Text, StringComparison.Ordinal);
        Assert.Contains("test test test", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_is_encoded_on_every_page()
    {
        var list = await GetAsync("/?deleted=true");
        var ticket = await GetAsync("/tickets/12");

        Assert.Contains("&lt;script&gt;", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", list.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", ticket.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", ticket.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_shows_its_next_steps_and_why_others_are_not_permitted()
    {
        var page = await NewTicketAsync("steps");

        Assert.Contains("<button>Open</button>", page.Html, StringComparison.Ordinal);
        Assert.Contains("cannot go from New to Resolved", page.Text, StringComparison.Ordinal);
        Assert.Contains("stateDiagram-v2", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_is_in_the_timeline_with_its_actor()
    {
        var page = await NewTicketAsync("moved");

        var moved = await page.PostAsync("Move", ("to", "Open"));

        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Contains("<dd id=\"status\">Open</dd>", moved.Html, StringComparison.Ordinal);
        Assert.Contains("demo-agent", moved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_move_shows_its_reason_and_changes_nothing()
    {
        var page = await NewTicketAsync("refused");

        var refused = await page.PostAsync("Move", ("to", "Resolved"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("cannot go from New to Resolved. Permitted: Open, Closed.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("<dd id=\"status\">New</dd>", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_without_a_reason_is_refused_and_with_one_it_is_kept()
    {
        var page = await NewTicketAsync("closed");

        var refused = await page.PostAsync("Move", ("to", "Closed"));
        var closed = await refused.PostAsync("Move", ("to", "Closed"), ("reason", "Sold the <printer>"));

        Assert.Contains("with a reason only", refused.Text, StringComparison.Ordinal);
        Assert.Contains("<dd id=\"status\">Closed</dd>", closed.Html, StringComparison.Ordinal);
        Assert.Contains("Sold the &lt;printer&gt;", closed.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_an_old_page_is_a_conflict()
    {
        var page = await NewTicketAsync("conflict");
        await page.PostAsync("Move", ("to", "Open"));

        var late = await page.PostAsync("Move", ("to", "Closed"), ("reason", "too late"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("role=\"alert\"", late.Html, StringComparison.Ordinal);
        Assert.Contains("<dd id=\"status\">Open</dd>", late.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_ticket_leaves_the_list_and_a_restored_one_comes_back()
    {
        var page = await NewTicketAsync("gone and back");

        var deleted = await page.PostAsync("Delete", ("reason", "by mistake"));
        var listed = await GetAsync("/");
        var restored = await deleted.PostAsync("Restore");
        var listedAgain = await GetAsync("/");

        Assert.Contains("by demo-agent: by mistake", deleted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gone and back", listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"deleted\"", restored.Html, StringComparison.Ordinal);
        Assert.Contains("gone and back", listedAgain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("version", "1"), new("to", "Open")]);

        var response = await _client.PostAsync(new Uri("/tickets/1?handler=Move", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_ticket_that_never_was_is_not_found()
        => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/tickets/4711")).Status);

    [Fact]
    public async Task A_second_start_keeps_what_is_there()
    {
        var page = await NewTicketAsync("from the first start");

        await using var second = new DeskHost(await database.ConnectionStringAsync());
        using var client = second.CreateClient();

        Assert.Contains(
            "from the first start",
            (await Page.GetAsync(client, page.Address.AbsolutePath)).Text,
            StringComparison.Ordinal);
    }

    private Task<Page> GetAsync(string address) => Page.GetAsync(_client, address);

    private async Task<Page> NewTicketAsync(string title) => await (await GetAsync("/")).PostAsync("", ("title", title));
}
