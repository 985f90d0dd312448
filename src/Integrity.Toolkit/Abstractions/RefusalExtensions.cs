using System.Text.Json;

namespace Integrity.Toolkit;

/// <summary>
/// Turns refusals into what a web layer answers with.
/// </summary>
public static class RefusalExtensions
{
    /// <summary>
    /// Groups the messages by path, in the order of the refusals.
    /// </summary>
    /// <param name="refusals">The refusals.</param>
    /// <param name="policy">Renames the members of the paths; <see langword="null"/> leaves them as they are.</param>
    /// <returns>The messages by path; those about an entity as a whole under the empty text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="refusals"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// catch (IntegrityException e)
    /// {
    ///     return TypedResults.ValidationProblem(e.Refusals.ToDictionary(JsonNamingPolicy.CamelCase));
    /// }
    /// </code>
    /// </example>
    public static IDictionary<string, string[]> ToDictionary(
        this IEnumerable<Refusal> refusals, JsonNamingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(refusals);

        return refusals
            .GroupBy(refusal => refusal.PathFor(policy) ?? "", refusal => refusal.Message, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
    }
}
