using System.Text.Json;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc;

namespace Casework.Hosting;

/// <summary>Problem details (RFC 9457) with a stable code, and with the violations that the toolkit's exceptions carry.</summary>
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

    /// <summary>A problem with what was sent, before any rule was asked.</summary>
    public static ProblemDetails Of(string code, string detail, IReadOnlyDictionary<string, string> members)
    {
        var problem = Of(StatusCodes.Status400BadRequest, code, detail);
        problem.Extensions["errors"] = members.ToDictionary(member => member.Key, member => new[] { member.Value });
        return problem;
    }

    public static ProblemDetails Of(int status, IReadOnlyList<IntegrityViolation> violations)
    {
        var problem = Of(
            status, violations[0].Code, violations.Count == 1 ? violations[0].Message : $"{violations.Count} things were refused.");
        problem.Extensions["errors"] = violations.ToDictionary(JsonNamingPolicy.CamelCase);
        problem.Extensions["violations"] = violations
            .Select(violation => new ViolationDetails(
                violation.Code, violation.Entity, violation.PathFor(JsonNamingPolicy.CamelCase), violation.Message))
            .ToArray();
        return problem;
    }

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be understood",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status412PreconditionFailed => "Changed since you read it",
        StatusCodes.Status422UnprocessableEntity => "Refused",
        _ => "The request failed",
    };
}
