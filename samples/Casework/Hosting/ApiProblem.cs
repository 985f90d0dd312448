using System.Text.Json;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc;

namespace Casework.Hosting;

/// <summary>Problem details (RFC 9457) with a stable code, and with the violations of the toolkit's exceptions.</summary>
internal static class ApiProblem
{
    public static ProblemDetails Of(int status, string code, string detail) => new()
    {
        Status = status,
        Type = $"urn:casework:problem:{code}",
        Title = Title(status),
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    /// <summary>Creates a problem for an invalid request, before any rule is evaluated.</summary>
    public static ProblemDetails Of(string code, string detail, IReadOnlyDictionary<string, string> members)
    {
        var problem = Of(StatusCodes.Status400BadRequest, code, detail);
        problem.Extensions["errors"] = members.ToDictionary(member => member.Key, member => new[] { member.Value });
        return problem;
    }

    public static ProblemDetails Of(int status, IReadOnlyList<IntegrityViolation> violations)
    {
        var problem = Of(
            status,
            violations[0].Code,
            violations.Count == 1 ? violations[0].Message : $"{violations.Count} violations were found.");
        problem.Extensions["errors"] = violations.ToDictionary(JsonNamingPolicy.CamelCase);
        problem.Extensions["violations"] = violations
            .Select(violation => new ViolationDetails(
                violation.Code, violation.Entity, violation.PathFor(JsonNamingPolicy.CamelCase), violation.Message))
            .ToArray();
        return problem;
    }

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Invalid request",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status412PreconditionFailed => "Changed since it was read",
        StatusCodes.Status422UnprocessableEntity => "Rejected",
        _ => "The request failed",
    };
}
