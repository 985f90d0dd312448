using System.Net;
using System.Text.RegularExpressions;

namespace Casework.Tests.Tickets;

/// <summary>A page of the desk, and the forms on it.</summary>
internal sealed partial class Page(HttpClient client, Uri address, HttpStatusCode status, string html)
{
    public HttpStatusCode Status => status;

    public Uri Address => address;

    public string Text => WebUtility.HtmlDecode(html);

    public string Html => html;

    public static async Task<Page> GetAsync(HttpClient client, string address)
        => await ReadAsync(client, await client.GetAsync(new Uri(address, UriKind.Relative)));

    public async Task<Page> PostAsync(string handler, params (string Key, string Value)[] fields)
        => await ReadAsync(client, await client.PostAsync(
            new Uri($"{address.AbsolutePath}?handler={handler}", UriKind.Relative),
            new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", Token().Match(html).Groups[1].Value),
                new("version", Version().Match(html).Groups[1].Value),
                .. fields.Select(field => KeyValuePair.Create(field.Key, field.Value)),
            ])));

    private static async Task<Page> ReadAsync(HttpClient client, HttpResponseMessage response) => new(
        client, response.RequestMessage!.RequestUri!, response.StatusCode, await response.Content.ReadAsStringAsync());

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
