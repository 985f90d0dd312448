using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Casework.Hosting;
using Casework.Tickets.Authentication;
using Casework.Tickets.Services;

namespace Casework.Tickets.Api;

/// <summary>Validates what does not belong to an entity: the person in the header, and the reasons.</summary>
internal sealed class RequestFilter(DeskActor actor) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (actor.IsStranger)
        {
            return TypedResults.Problem(ApiProblem.Of(
                StatusCodes.Status400BadRequest, "person.unknown", $"{DeskActor.Header} does not identify a person."));
        }

        foreach (var input in context.Arguments.OfType<ReasonInput>())
        {
            var problems = new List<ValidationResult>();
            if (!Validator.TryValidateObject(input, new ValidationContext(input), problems, validateAllProperties: true))
            {
                return TypedResults.Problem(ApiProblem.Of(
                    "request.invalid",
                    "The request is incomplete or too long.",
                    problems.ToDictionary(
                        problem => JsonNamingPolicy.CamelCase.ConvertName(problem.MemberNames.Single()),
                        problem => problem.ErrorMessage!)));
            }
        }

        return await next(context);
    }
}
