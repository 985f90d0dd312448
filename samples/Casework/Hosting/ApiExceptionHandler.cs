using System.Text.Json;
using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Casework.Hosting;

/// <summary>Returns problem details to API clients for every exception.</summary>
internal sealed class ApiExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // At this point, the request has the path of the error page.
        var path = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path);
        if (!path.StartsWithSegments("/api") || Explain(exception, httpContext.Request) is not { } problem)
        {
            return false;
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails? Explain(Exception exception, HttpRequest request) => exception switch
    {
        TicketStateException state => ApiProblem.Of(
            state.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, state.Code, state.Message),
        IntegrityConflictException conflict => ApiProblem.Of(
            request.Headers.IfMatch.Count > 0
                ? StatusCodes.Status412PreconditionFailed
                : StatusCodes.Status409Conflict,
            conflict.Violations),
        IntegrityException refused => ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, refused.Violations),
        DbUpdateException and IIntegrityError failure => ApiProblem.Of(
            StatusCodes.Status409Conflict, failure.Violations),
        DbUpdateException => ApiProblem.Of(
            StatusCodes.Status409Conflict,
            "database.refused",
            "The database rejected the change because of a concurrent change or a duplicate value. Reload and try again."),
        BadHttpRequestException { InnerException: JsonException json } => ApiProblem.Of(
            "body.unreadable", "The request body is invalid.", new Dictionary<string, string>
            {
                [json.Path ?? "$"] = Position(json),
            }),
        BadHttpRequestException bad => ApiProblem.Of(bad.StatusCode, "request.unreadable", bad.Message),
        _ => null,
    };

    /// <summary>Replaces the serializer's message, which contains type names.</summary>
    private static string Position(JsonException json)
        => json is UnwantedTextException
            ? json.Message
            : $"The value is not valid here (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}).";
}
