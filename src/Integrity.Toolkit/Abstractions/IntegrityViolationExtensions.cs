using System.Text.Json;

namespace Integrity.Toolkit;

/// <summary>
/// Extension methods that convert violations to a response of a web layer.
/// </summary>
public static class IntegrityViolationExtensions
{
    /// <summary>
    /// Groups the messages by path, in the order of the violations.
    /// </summary>
    /// <param name="violations">The violations.</param>
    /// <param name="policy">Converts the member names in the paths; <see langword="null"/> leaves them unchanged.</param>
    /// <returns>The messages by path. The empty string contains the messages about an entity as a whole.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="violations"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// catch (IntegrityException e)
    /// {
    ///     return TypedResults.ValidationProblem(e.Violations.ToDictionary(JsonNamingPolicy.CamelCase));
    /// }
    /// </code>
    /// </example>
    public static IDictionary<string, string[]> ToDictionary(
        this IEnumerable<IntegrityViolation> violations, JsonNamingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(violations);

        return violations
            .GroupBy(violation => violation.PathFor(policy) ?? "", violation => violation.Message, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
    }
}
