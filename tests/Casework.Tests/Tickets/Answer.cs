using System.Net;
using System.Text;
using System.Text.Json;

namespace Casework.Tests.Tickets;

/// <summary>A response of the API.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Type, string? Tag, JsonElement Json)
{
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Each violation as <c>code path</c>, in alphabetical order.</summary>
    public IEnumerable<string> Violations
        => Json.GetProperty("violations").EnumerateArray()
            .Select(violation => $"{violation.GetProperty("code").GetString()} {violation.GetProperty("path").GetString()}")
            .Order(StringComparer.Ordinal);

    public JsonElement this[string member] => Json.GetProperty(member);

    public static async Task<Answer> OfAsync(
        HttpClient client,
        HttpMethod method,
        string address,
        string? body = null,
        string? match = null,
        string? person = null,
        string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (person is not null)
        {
            request.Headers.Add("Casework-Person", person);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }
}
