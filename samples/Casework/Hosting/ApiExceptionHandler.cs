using System.Text.Json;
using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Casework.Hosting;

/// <summary>Answers a program in problem details whatever went wrong.</summary>
internal sealed class ApiExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request has the path of the error page.
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
            "The database refused the change: somebody else was faster, or has what must be unique. Read again, and repeat it."),
        BadHttpRequestException { InnerException: JsonException json } => ApiProblem.Of(
            "body.unreadable", "The body cannot be read.", new Dictionary<string, string>
            {
                [json.Path ?? "$"] = Position(json),
            }),
        BadHttpRequestException bad => ApiProblem.Of(bad.StatusCode, "request.unreadable", bad.Message),
        _ => null,
    };

    /// <summary>The serializer's own words name types of this program.</summary>
    private static string Position(JsonException json)
        => json is UnwantedTextException
            ? json.Message
            : $"This is not what is expected here (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}).";
}
