using Casework.Hosting;
using Casework.Tickets.Queries;
using Casework.Tickets.Services;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Casework.Tickets.Api;

/// <summary>The API of the desk. Every write returns the resulting ticket with its entity tag.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder app)
    {
        var tickets = app.MapGroup("/api/tickets").AddEndpointFilter<RequestFilter>();
        tickets.MapGet("/", ListAsync);
        tickets.MapPost("/", OpenAsync);
        tickets.MapGet("/{id:int}", ReadAsync);
        tickets.MapPut("/{id:int}", EditAsync);
        tickets.MapDelete("/{id:int}", DeleteAsync);
        tickets.MapGet("/{id:int}/timeline", TimelineAsync);
        tickets.MapPost("/{id:int}/moves", MoveAsync);
        tickets.MapPost("/{id:int}/restore", RestoreAsync);
        tickets.MapPost("/{id:int}/comments", CommentAsync);
        tickets.MapDelete("/{id:int}/comments/{comment:int}", RemoveCommentAsync);
        tickets.MapPost("/{id:int}/attachments", AttachAsync);
        tickets.MapDelete("/{id:int}/attachments/{attachment:int}", RemoveAttachmentAsync);
    }

    private static async Task<Results<Ok<TicketPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] TicketFilter filter, TicketList list, CancellationToken cancellationToken)
        => filter.Problems() is { Count: > 0 } problems
            ? TypedResults.Problem(ApiProblem.Of(
                problems.ContainsKey("cursor") ? "cursor.unknown" : "filter.unknown",
                "The list parameters are invalid.",
                problems))
            : TypedResults.Ok(await list.PageAsync(filter, cancellationToken));

    private static async Task<Results<Ok<TicketDetails>, ProblemHttpResult>> ReadAsync(
        int id, bool? deleted, HttpResponse response, TicketReader reader, CancellationToken cancellationToken)
    {
        var view = await reader.FindAsync(id, cancellationToken);
        if (view is null || (view.Deletion is not null && deleted != true))
        {
            return TypedResults.Problem(ApiProblem.Of(
                StatusCodes.Status404NotFound,
                view is null ? "ticket.unknown" : "ticket.deleted",
                view is null
                    ? "The ticket does not exist."
                    : "The ticket is deleted. Read it with ?deleted=true, or restore it."));
        }

        response.GetTypedHeaders().ETag = VersionTag.Of(view.Version);
        return TypedResults.Ok(TicketDetails.Of(view));
    }

    private static async Task<Ok<IReadOnlyList<TimelineEntry>>> TimelineAsync(
        int id, TicketReader reader, CancellationToken cancellationToken)
        => TypedResults.Ok((await ViewAsync(id, reader, cancellationToken)).Timeline);

    private static async Task<Created<TicketDetails>> OpenAsync(
        TicketInput input, HttpResponse response, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        var ticket = await desk.OpenAsync(input, cancellationToken);
        var view = await ViewAsync(ticket.Id, reader, cancellationToken);
        response.GetTypedHeaders().ETag = VersionTag.Of(view.Version);
        return TypedResults.Created($"/api/tickets/{ticket.Id}", TicketDetails.Of(view));
    }

    private static async Task<Ok<TicketDetails>> EditAsync(
        int id, TicketInput input, HttpContext http, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        await desk.EditAsync(id, VersionTag.Expected(http.Request), input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> MoveAsync(
        int id, MoveInput input, HttpContext http, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        await desk.MoveAsync(id, VersionTag.Expected(http.Request), input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> DeleteAsync(
        int id,
        [AsParameters] ReasonInput input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.DeleteAsync(id, VersionTag.Expected(http.Request), input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> RestoreAsync(
        int id,
        ReasonInput? input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.RestoreAsync(id, VersionTag.Expected(http.Request), input ?? new ReasonInput(), cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> CommentAsync(
        int id,
        CommentInput input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.CommentAsync(id, input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> RemoveCommentAsync(
        int id,
        int comment,
        [AsParameters] ReasonInput input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.RemoveCommentAsync(id, comment, input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> AttachAsync(
        int id,
        AttachmentInput input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.AttachAsync(id, input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> RemoveAttachmentAsync(
        int id,
        int attachment,
        [AsParameters] ReasonInput input,
        HttpContext http,
        TicketDesk desk,
        TicketReader reader,
        CancellationToken cancellationToken)
    {
        await desk.RemoveAttachmentAsync(id, attachment, input, cancellationToken);
        return await AnswerAsync(id, http, reader, cancellationToken);
    }

    private static async Task<Ok<TicketDetails>> AnswerAsync(
        int id, HttpContext http, TicketReader reader, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(id, reader, cancellationToken);
        http.Response.GetTypedHeaders().ETag = VersionTag.Of(view.Version);
        return TypedResults.Ok(TicketDetails.Of(view));
    }

    private static async Task<TicketView> ViewAsync(int id, TicketReader reader, CancellationToken cancellationToken)
        => await reader.FindAsync(id, cancellationToken)
            ?? throw new TicketStateException("ticket.unknown", isMissing: true, "The ticket does not exist.");
}
