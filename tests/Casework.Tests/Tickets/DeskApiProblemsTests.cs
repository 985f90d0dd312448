using System.Net;
using Samples.Tests;

namespace Casework.Tests.Tickets;

public abstract class DeskApiProblemsTests(TestDatabase database) : DeskSuite(database)
{
    private const string Problem = "application/problem+json";

    [Theory]
    [InlineData("GET", "/api/tickets?cursor=nonsense", null, 400, "cursor.unknown")]
    [InlineData("GET", "/api/tickets?cursor=bzk5OTk5OTk5OTk5", null, 400, "cursor.unknown")]
    [InlineData("GET", "/api/tickets?cursor=%F0%9F%90%9B", null, 400, "cursor.unknown")]
    [InlineData("GET", "/api/tickets?status=Nowhere", null, 400, "filter.unknown")]
    [InlineData("GET", "/api/tickets?limit=101", null, 400, "filter.unknown")]
    [InlineData("GET", "/api/tickets?limit=many", null, 400, "request.unreadable")]
    [InlineData("GET", "/api/tickets?q=a%00b", null, 400, "status.400")]
    [InlineData("GET", "/api/tickets/4711", null, 404, "ticket.unknown")]
    [InlineData("GET", "/api/tickets/99999999999", null, 404, "status.404")]
    [InlineData("GET", "/api/tickets/-1", null, 404, "ticket.unknown")]
    [InlineData("GET", "/api/tickets/4711/timeline", null, 404, "ticket.unknown")]
    [InlineData("GET", "/api/nothing", null, 404, "status.404")]
    [InlineData("PATCH", "/api/tickets/1", "{}", 405, "status.405")]
    [InlineData("POST", "/api/tickets", "", 400, "request.unreadable")]
    [InlineData("POST", "/api/tickets", "null", 400, "request.unreadable")]
    [InlineData("POST", "/api/tickets", "{", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "[1]", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"subject\":7}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"number\":99999999999}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"dueAt\":\"soon\"}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"status\":\"Closed\"}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"subject\":\"nul \\u0000\"}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets", "{\"subject\":\"\\ud800\"}", 400, "body.unreadable")]
    [InlineData("POST", "/api/tickets/1/moves", "{}", 400, "request.invalid")]
    [InlineData("POST", "/api/tickets/1/moves", "{\"to\":\"Nowhere\"}", 422, "transition.unknown-state")]
    [InlineData("POST", "/api/tickets/1/moves", "{\"to\":\"Resolved\"}", 422, "transition.not-permitted")]
    [InlineData("POST", "/api/tickets/1/moves", "{\"to\":\"Closed\"}", 422, "transition.reason-required")]
    [InlineData("POST", "/api/tickets/4711/moves", "{\"to\":\"Open\"}", 404, "ticket.unknown")]
    [InlineData("POST", "/api/tickets/11/moves", "{\"to\":\"Closed\"}", 409, "ticket.deleted")]
    [InlineData("POST", "/api/tickets/1/restore", null, 409, "ticket.live")]
    [InlineData("POST", "/api/tickets/1/comments", "{\"body\":\" \"}", 422, "required")]
    [InlineData("POST", "/api/tickets", "{}", 422, "required")]
    [InlineData("PUT", "/api/tickets/1", "{}", 422, "required")]
    [InlineData("DELETE", "/api/tickets/4711", null, 404, "ticket.unknown")]
    [InlineData("DELETE", "/api/tickets/11", null, 409, "ticket.deleted")]
    public async Task A_bad_request_returns_an_error_code_without_exception_details(
        string method, string address, string? body, int status, string code)
    {
        var answer = await Answer.OfAsync(Client, HttpMethod.Parse(method), address, body);

        Assert.Equal((status, Problem, code), ((int)answer.Status, answer.Type, answer.Code));
        Assert.Equal(status, answer["status"].GetInt32());
        Assert.DoesNotContain("System.", answer.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Casework.", answer.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_violations_are_returned_together_with_codes_and_members_and_nothing_is_saved()
    {
        var before = await CountAsync();

        var answer = await Answer.OfAsync(
            Client,
            HttpMethod.Post,
            "/api/tickets",
            """
            {"organizationId":4711,"subject":"","description":"d","kind":"other","requesterId":"chris",
             "customerEmail":"nonsense","assigneeId":"nobody","priority":"whenever","tier":"gold","satisfaction":0,
             "dueAt":"2020-01-01T00:00:00"}
            """);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, Problem), (answer.Status, answer.Type));
        Assert.Equal(
            [
                "choice kind", "choice priority", "choice tier", "email customerEmail", "range satisfaction",
                "reference.missing assigneeId", "reference.missing organizationId", "required subject",
                "ticket.tier tier", "time.order dueAt",
            ],
            answer.Violations);
        Assert.True(answer["errors"].TryGetProperty("customerEmail", out _));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task An_unreadable_body_is_reported_with_its_position()
    {
        var answer = await Answer.OfAsync(Client, HttpMethod.Post, "/api/tickets", "{\n \"subject\": 7 }");

        Assert.Contains("line 2", answer["errors"].GetProperty("$.subject")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_reported_on_its_member()
    {
        var reason = new string('x', 2001);

        var move = await Answer.OfAsync(
            Client, HttpMethod.Post, "/api/tickets/1/moves", $$"""{"to":"Closed","reason":"{{reason}}"}""");
        var delete = await Answer.OfAsync(Client, HttpMethod.Delete, $"/api/tickets/1?reason={reason}");

        Assert.All([move, delete], answer =>
        {
            Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.Status, answer.Code));
            Assert.Contains("2000", answer["errors"].GetProperty("reason")[0].GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("\"0\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"99999999999\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task An_entity_tag_that_the_api_never_issued_is_rejected(string tag)
    {
        var answer = await Answer.OfAsync(Client, HttpMethod.Delete, "/api/tickets/1", match: tag);

        Assert.Equal((HttpStatusCode.BadRequest, "request.unreadable"), (answer.Status, answer.Code));
        Assert.Contains("If-Match", answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_person_and_a_form_body_are_rejected()
    {
        var stranger = await Answer.OfAsync(Client, HttpMethod.Delete, "/api/tickets/1", person: "mallory");
        var form = await Answer.OfAsync(
            Client, HttpMethod.Post, "/api/tickets", "subject=x", type: "application/x-www-form-urlencoded");

        Assert.Equal((HttpStatusCode.BadRequest, "person.unknown"), (stranger.Status, stranger.Code));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, Problem), (form.Status, form.Type));
    }

    private async Task<int> CountAsync()
        => (await Answer.OfAsync(Client, HttpMethod.Get, "/api/tickets?limit=100&deleted=true"))["items"].GetArrayLength();
}
