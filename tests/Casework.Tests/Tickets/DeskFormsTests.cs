using System.Net;
using Samples.Tests;

namespace Casework.Tests.Tickets;

public abstract class DeskFormsTests(TestDatabase database) : DeskSuite(database)
{
    [Fact]
    public async Task Every_violation_is_shown_next_to_its_field_and_nothing_is_saved()
    {
        var before = await GetAsync("/");

        var page = await OpenTicketAsync(
            "PRINTER IS ON FIRE",
            ("Input.Description", " "),
            ("Input.CustomerEmail", "nonsense"),
            ("Input.Satisfaction", "9"),
            ("Input.Priority", "whenever"),
            ("Input.OrganizationId", "4711"),
            ("Input.AssigneeId", "nobody"),
            ("Input.DueAt", "2020-01-01T10:00"),
            ("Input.Tier", "premium"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/tickets/new"), (page.Status, page.Address.AbsolutePath));
        Assert.Contains("capitals", page["Input_Subject-error"], StringComparison.Ordinal);
        Assert.Contains("required", page["Input_Description-error"], StringComparison.Ordinal);
        Assert.Contains("e-mail", page["Input_CustomerEmail-error"], StringComparison.Ordinal);
        Assert.Contains("at most 5", page["Input_Satisfaction-error"], StringComparison.Ordinal);
        Assert.NotEmpty(page["Input_Priority-error"]);
        Assert.Contains("Organization", page["Input_OrganizationId-error"], StringComparison.Ordinal);
        Assert.Contains("Person", page["Input_AssigneeId-error"], StringComparison.Ordinal);
        Assert.Contains("CreatedAt", page["Input_DueAt-error"], StringComparison.Ordinal);
        Assert.Contains("manager", page["Input_Tier-error"], StringComparison.Ordinal);
        Assert.Contains("value=\"PRINTER IS ON FIRE\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(before["tickets"], (await GetAsync("/"))["tickets"]);
    }

    [Fact]
    public async Task Invalid_numbers_and_dates_are_reported_next_to_the_field()
    {
        var page = await OpenTicketAsync("numbers", ("Input.Satisfaction", "many"), ("Input.DueAt", "soon"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("many", page["Input_Satisfaction-error"], StringComparison.Ordinal);
        Assert.Contains("soon", page["Input_DueAt-error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_used_by_another_ticket_of_the_organization_is_rejected()
    {
        var taken = await OpenTicketAsync("mine", ("Input.Number", "1002"));
        var free = await OpenTicketAsync("yours", ("Input.Number", "900001"));
        var next = await OpenTicketAsync("next");

        Assert.NotEmpty(taken["Input_Number-error"]);
        Assert.Contains("#900001", free.Text, StringComparison.Ordinal);
        Assert.Contains("#900002", next.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_can_change_the_tier_and_an_agent_cannot()
    {
        var page = await OpenTicketAsync("tiers");

        var refused = await EditAsync(page, ("Input.Tier", "business"));
        await ActAsAsync("maria");
        var done = await EditAsync(page, ("Input.Tier", "business"));

        Assert.Contains("manager", refused["Input_Tier-error"], StringComparison.Ordinal);
        Assert.Contains("<dt>Service tier</dt><dd>business</dd>", done.Html, StringComparison.Ordinal);
        Assert.Matches("Edited .*tier.* Maria Rossi", done["timeline"]);
    }

    [Fact]
    public async Task An_internal_ticket_cannot_have_a_tier()
    {
        var page = await OpenTicketAsync("ours");
        await ActAsAsync("maria");

        var refused = await EditAsync(page, ("Input.Tier", "premium"), ("Input.Kind", "internal"));

        Assert.Contains("for customers only", refused["Input_Tier-error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editing_an_outdated_form_is_a_conflict_and_a_form_without_a_version_is_rejected()
    {
        var page = await OpenTicketAsync("edited by two");
        var form = await GetAsync($"{page.Address.AbsolutePath}/edit");
        await EditAsync(page, ("Input.Priority", "high"));

        var late = await form.PostAsync("", [.. Fields("edited late")]);
        var versionless = await form.PostAsync("", [.. Fields("edited blindly"), ("Version", "0")]);

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(HttpStatusCode.BadRequest, versionless.Status);
        Assert.Contains("lacks the version", versionless["problems"], StringComparison.Ordinal);
        Assert.Contains("edited by two", (await GetAsync(page.Address.AbsolutePath)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_can_close_and_reopen_a_ticket_and_make_no_other_transition()
    {
        var page = await OpenTicketAsync("mine to close");
        await ActAsAsync("chris");

        var refused = await page.PostAsync("Move", ("Move.To", "Open"));
        var closed = await page.PostAsync("Move", ("Move.To", "Closed"), ("Move.Reason", "Solved by myself"));
        var reopened = await closed.PostAsync("Move", ("Move.To", "Reopened"), ("Move.Reason", "Not quite"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Ask an agent", refused["Move_To-error"], StringComparison.Ordinal);
        Assert.Equal(("Closed", "Reopened"), (closed["status"], reopened["status"]));
        Assert.Contains("<dt>Closed</dt><dd>not yet</dd>", reopened.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_reported_next_to_its_field()
    {
        var page = await OpenTicketAsync("talkative");
        var reason = new string('x', 2001);

        var move = await page.PostAsync("Move", ("Move.To", "Closed"), ("Move.Reason", reason));
        var delete = await page.PostAsync("Delete", ("Deletion.Reason", reason));

        Assert.Equal((HttpStatusCode.BadRequest, "New"), (move.Status, move["status"]));
        Assert.Contains("at most 2000", move["Move_Reason-error"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, delete.Status);
        Assert.Contains("at most 2000", delete["Deletion_Reason-error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_ticket_leaves_the_list_and_is_restored_with_its_cascaded_rows()
    {
        var page = await OpenTicketAsync("gone and back");
        page = await page.PostAsync("Comment", ("Comment.Body", "a word that was taken back"));
        page = await page.PostAsync("RemoveComment", ("comment", Comment(page)));
        page = await page.PostAsync("Comment", ("Comment.Body", "a word that stays"));

        var deleted = await page.PostAsync("Delete", ("Deletion.Reason", "by mistake"));
        var listed = await GetAsync("/");
        var restored = await deleted.PostAsync("Restore", ("Restoration.Reason", "it was one"));
        var listedAgain = await GetAsync("/");

        Assert.Contains("by Anna Lind: by mistake", deleted["deleted"], StringComparison.Ordinal);
        Assert.Contains("<p>a word that stays</p>", deleted.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("gone and back", listed["tickets"], StringComparison.Ordinal);
        Assert.Empty(restored["deleted"]);
        Assert.Contains("<p>a word that stays</p>", restored.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("a word that was taken back", restored.Text, StringComparison.Ordinal);
        Assert.Contains("gone and back", listedAgain["tickets"], StringComparison.Ordinal);
        Assert.Matches(
            "Commented \\(removed since\\) .* Removed a comment .* Deleted .* by mistake Restored .* it was one",
            restored["timeline"]);
        Assert.Matches("restored #\\d+ .* deleted #\\d+", restored["log"]);
    }

    [Fact]
    public async Task Deleting_or_restoring_twice_is_reported_as_a_conflict()
    {
        var page = await OpenTicketAsync("deleted twice");
        var deleted = await page.PostAsync("Delete");

        var twice = await page.PostAsync("Delete");
        await deleted.PostAsync("Restore");
        var live = await deleted.PostAsync("Restore");

        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
        Assert.Contains("is deleted", twice["problems"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, live.Status);
        Assert.Contains("not deleted", live["problems"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_comment_is_rejected_and_a_valid_one_updates_the_last_activity()
    {
        var page = await OpenTicketAsync("discussed");

        var empty = await page.PostAsync("Comment", ("Comment.Body", "  "));
        var said = await empty.PostAsync("Comment", ("Comment.Body", "Have you tried it again?"));

        Assert.Contains("required", empty["Comment_Body-error"], StringComparison.Ordinal);
        Assert.Contains("Have you tried it again?", said["timeline"], StringComparison.Ordinal);
        Assert.Contains("added a comment to", said["log"], StringComparison.Ordinal);
        Assert.NotEqual(page["version"], said["version"]);
    }

    [Fact]
    public async Task An_attachment_stores_name_size_and_hash_and_a_missing_file_is_rejected()
    {
        var page = await OpenTicketAsync("with a file");

        var none = await page.PostAsync("Attach");
        var file = await page.PostFileAsync("Attach", "file", "notes.txt", "text/plain", "hello");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("FileName is required", none["File-error"], StringComparison.Ordinal);
        Assert.Contains("notes.txt", file.Text, StringComparison.Ordinal);
        Assert.Contains("text/plain, 5 bytes", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_antiforgery_token_or_with_a_null_character_is_rejected()
    {
        var page = await OpenTicketAsync("forged");
        using var form = new FormUrlEncodedContent([new("version", "1"), new("Move.To", "Open")]);

        var forged = await Client.PostAsync(new Uri($"{page.Address.AbsolutePath}?handler=Move", UriKind.Relative), form);
        var unkeepable = await page.PostAsync("Comment", ("Comment.Body", "nul \0"));
        var stranger = await page.PostToAsync("/acting", ("person", "nobody"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unkeepable.Status);
        Assert.Contains("Nothing was changed", unkeepable.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
    }

    [Fact]
    public async Task An_unknown_page_handler_returns_method_not_allowed()
    {
        var page = await OpenTicketAsync("odd");

        var unknown = await page.PostAsync("Explode");
        var list = await page.PostToAsync("/?handler=Move");
        var acting = await GetAsync("/acting");

        Assert.All([unknown, list, acting], answer =>
        {
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
            Assert.Contains("Not supported", answer.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_ticket_cannot_be_restored_when_its_number_has_been_reused()
    {
        var page = await OpenTicketAsync("first", ("Input.Number", "8001"));
        var deleted = await page.PostAsync("Delete");
        await OpenTicketAsync("second", ("Input.Number", "8001"));

        var refused = await deleted.PostAsync("Restore");

        Assert.Contains(refused.Status, (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity]);
        Assert.NotEmpty(refused["problems"]);
        Assert.NotEmpty(refused["deleted"]);
    }

    private static string Comment(Page page)
        => System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"comment\" value=\"(\\d+)\"").Groups[1].Value;

    private static (string Key, string Value)[] Fields(string subject) =>
    [
        ("Input.Subject", subject),
        ("Input.Description", "It does not work."),
        ("Input.OrganizationId", "1"),
        ("Input.Kind", "customer"),
        ("Input.RequesterId", "chris"),
        ("Input.CustomerEmail", "chris@acme.example"),
        ("Input.AssigneeId", "bela"),
        ("Input.Priority", "normal"),
    ];

    private async Task<Page> EditAsync(Page page, params (string Key, string Value)[] fields)
        => await (await GetAsync($"{page.Address.AbsolutePath}/edit")).PostAsync("", [.. Fields("edited by two"), .. fields]);
}
