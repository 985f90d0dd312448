using System.Net;
using System.Text.Json;
using Samples.Tests;

namespace Casework.Tests.Tickets;

public abstract class DeskApiTests(TestDatabase database) : DeskSuite(database)
{
    private const string Whole =
        """
        {"organizationId":2,"subject":"From a program","description":"It says so.","requesterId":"dana",
         "customerEmail":"dana@globex.example","assigneeId":"anna","priority":"high"}
        """;

    [Fact]
    public async Task A_created_ticket_is_returned_with_its_address_and_entity_tag()
    {
        var opened = await PostAsync("/api/tickets", Whole, person: "bela");

        var read = await GetJsonAsync($"/api/tickets/{Id(opened)}");

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (opened.Status, opened.Tag));
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (read.Status, read.Tag));
        Assert.Equal("New", read["status"].GetString());
        Assert.InRange(
            read["dueAt"].GetDateTime() - read["createdAt"].GetDateTime(), TimeSpan.FromHours(4), TimeSpan.FromHours(4.1));
        Assert.Equal(
            ["Open True", "Closed True", "Waiting False", "Resolved False", "Reopened False"],
            read["steps"].EnumerateArray()
                .Select(step => $"{step.GetProperty("to").GetString()} {step.GetProperty("permitted").GetBoolean()}"));
    }

    [Fact]
    public async Task Following_the_cursors_returns_every_ticket_once_in_both_directions()
    {
        var all = Ids(await GetJsonAsync("/api/tickets?limit=100&deleted=true"));
        var older = new List<int>();
        var newer = new List<int>();

        var page = await GetJsonAsync("/api/tickets?limit=7&deleted=true");
        older.AddRange(Ids(page));
        while (page["older"].GetString() is { } cursor)
        {
            page = await GetJsonAsync($"/api/tickets?limit=7&deleted=true&cursor={cursor}");
            older.AddRange(Ids(page));
        }

        newer.AddRange(Ids(page));
        while (page["newer"].GetString() is { } cursor)
        {
            page = await GetJsonAsync($"/api/tickets?limit=7&deleted=true&cursor={cursor}");
            newer.InsertRange(0, Ids(page));
        }

        Assert.Equal(all, older);
        Assert.Equal(all, newer);
    }

    [Fact]
    public async Task A_change_with_the_current_entity_tag_is_saved_and_one_with_a_stale_tag_is_rejected()
    {
        var id = Id(await PostAsync("/api/tickets", Whole));
        var text = Whole.Replace("From a program", "Said better", StringComparison.Ordinal);

        var done = await SendAsync(HttpMethod.Put, $"/api/tickets/{id}", text, "\"1\"");
        var late = await SendAsync(HttpMethod.Put, $"/api/tickets/{id}", Whole, "\"1\"");
        var lateMove = await SendAsync(HttpMethod.Post, $"/api/tickets/{id}/moves", """{"to":"Open"}""", "\"1\"");
        var lateDelete = await SendAsync(HttpMethod.Delete, $"/api/tickets/{id}", null, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (done.Status, done.Tag));
        Assert.All([late, lateMove, lateDelete], answer =>
            Assert.Equal((HttpStatusCode.PreconditionFailed, "version.conflict"), (answer.Status, answer.Code)));
        var read = await GetJsonAsync($"/api/tickets/{id}");
        Assert.Equal(("Said better", "New"), (read["subject"].GetString(), read["status"].GetString()));
    }

    [Fact]
    public async Task Only_unfinished_tickets_past_their_due_date_are_listed_as_overdue()
    {
        var all = (await GetJsonAsync("/api/tickets?limit=100"))["items"].EnumerateArray().ToList();

        var overdue = Ids(await GetJsonAsync("/api/tickets?limit=100&overdue=true"));

        var expected = all.Where(ticket => ticket.GetProperty("dueAt") is { ValueKind: JsonValueKind.String } due
            && due.GetDateTime() < TimeProvider.System.GetUtcNow()
            && ticket.GetProperty("status").GetString() is not ("Resolved" or "Closed"));
        Assert.Equal(expected.Select(ticket => ticket.GetProperty("id").GetInt32()), overdue);
        Assert.InRange(overdue.Count(), 1, all.Count - 1);
    }

    [Fact]
    public async Task The_timestamps_of_a_ticket_follow_its_status()
    {
        var id = Id(await PostAsync("/api/tickets", Whole));
        await PostAsync($"/api/tickets/{id}/moves", """{"to":"Open"}""", person: "bela");

        var resolved = await PostAsync($"/api/tickets/{id}/moves", """{"to":"Resolved"}""", person: "bela");
        var reopened = await PostAsync($"/api/tickets/{id}/moves", """{"to":"Reopened","reason":"again"}""", person: "bela");

        Assert.Equal(
            (JsonValueKind.String, JsonValueKind.Null), (resolved["resolvedAt"].ValueKind, resolved["dueAt"].ValueKind));
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.String), (reopened["resolvedAt"].ValueKind, reopened["dueAt"].ValueKind));
    }

    [Fact]
    public async Task The_timeline_shows_the_whole_lifecycle()
    {
        var id = Id(await PostAsync("/api/tickets", Whole, person: "dana"));
        await PostAsync($"/api/tickets/{id}/moves", """{"to":"Open","reason":"rang"}""", person: "bela");
        await PostAsync($"/api/tickets/{id}/comments", """{"body":"On it."}""", person: "bela");
        var attached = await PostAsync(
            $"/api/tickets/{id}/attachments",
            $$"""{"fileName":"log.txt","contentType":"text/plain","size":12,"sha256":"{{new string('a', 64)}}"}""");

        var deleted = await SendAsync(HttpMethod.Delete, $"/api/tickets/{id}?reason=twice", null, null);
        var hidden = await GetJsonAsync($"/api/tickets/{id}");
        var shown = await GetJsonAsync($"/api/tickets/{id}?deleted=true");
        var restored = await PostAsync($"/api/tickets/{id}/restore", """{"reason":"once after all"}""", person: "maria");

        Assert.Equal(HttpStatusCode.OK, attached.Status);
        Assert.Equal("twice", deleted["deletion"].GetProperty("why").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "ticket.deleted"), (hidden.Status, hidden.Code));
        Assert.Equal((1, 1), (shown["comments"].GetArrayLength(), shown["attachments"].GetArrayLength()));
        Assert.Equal((1, 1), (restored["comments"].GetArrayLength(), restored["attachments"].GetArrayLength()));
        Assert.Equal(
            [
                "opened Dana Weiss ", "moved Bela Kovacs rang", "commented Bela Kovacs On it.", "attached Anna Lind ",
                "deleted Anna Lind twice", "restored Maria Rossi once after all",
            ],
            (await GetJsonAsync($"/api/tickets/{id}/timeline")).Json.EnumerateArray().Select(entry =>
                $"{entry.GetProperty("kind").GetString()} {entry.GetProperty("who").GetString()} "
                + entry.GetProperty("why").GetString()));
    }

    [Fact]
    public async Task A_removed_comment_stays_deleted_when_its_ticket_is_restored()
    {
        var id = Id(await PostAsync("/api/tickets", Whole));
        var said = await PostAsync($"/api/tickets/{id}/comments", """{"body":"A slip."}""");
        var comment = said["comments"][0].GetProperty("id").GetInt32();

        var removed = await SendAsync(HttpMethod.Delete, $"/api/tickets/{id}/comments/{comment}?reason=slip", null, null);
        var again = await SendAsync(HttpMethod.Delete, $"/api/tickets/{id}/comments/{comment}", null, null);
        await SendAsync(HttpMethod.Delete, $"/api/tickets/{id}", null, null);
        var restored = await PostAsync($"/api/tickets/{id}/restore", null);

        Assert.Equal(0, removed["comments"].GetArrayLength());
        Assert.Equal((HttpStatusCode.NotFound, "comment.unknown"), (again.Status, again.Code));
        Assert.Equal(0, restored["comments"].GetArrayLength());
    }

    [Fact]
    public async Task Tickets_opened_at_the_same_time_get_different_numbers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync("/api/tickets", Whole)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(5, answers.Select(answer => answer["number"].GetInt32()).Distinct().Count());
    }

    private static int Id(Answer answer) => answer["id"].GetInt32();

    private static IEnumerable<int> Ids(Answer page)
        => page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetInt32());

    private Task<Answer> GetJsonAsync(string address) => Answer.OfAsync(Client, HttpMethod.Get, address);

    private Task<Answer> PostAsync(string address, string? body, string? person = null)
        => Answer.OfAsync(Client, HttpMethod.Post, address, body, person: person);

    private Task<Answer> SendAsync(HttpMethod method, string address, string? body, string? match)
        => Answer.OfAsync(Client, method, address, body, match);
}
