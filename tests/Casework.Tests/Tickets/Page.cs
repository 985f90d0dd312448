using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Casework.Tests.Tickets;

/// <summary>A page of the desk, with its forms.</summary>
internal sealed partial class Page(HttpClient client, Uri address, HttpStatusCode status, string html)
{
    public HttpStatusCode Status => status;

    public Uri Address => address;

    /// <summary>The id in the address of a ticket's page.</summary>
    public int TicketId => int.Parse(TicketAddress().Match(address.AbsolutePath).Groups[1].Value, null);

    public string Text => WebUtility.HtmlDecode(html);

    public string Html => html;

    /// <summary>Returns the text of an element by its id, without tags.</summary>
    public string this[string id]
    {
        get
        {
            var element = Regex.Match(html, $"<(\\w+)[^>]* id=\"{id}\"[^>]*>(.*?)</\\1>", RegexOptions.Singleline);
            return WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(element.Groups[2].Value, " "), " ")).Trim();
        }
    }

    public static async Task<Page> GetAsync(HttpClient client, string address)
        => await ReadAsync(client, await client.GetAsync(new Uri(address, UriKind.Relative)));

    /// <summary>Submits a form. The last of several values for the same field is used.</summary>
    public Task<Page> PostAsync(string handler, params (string Key, string Value)[] fields)
        => PostToAsync($"{address.AbsolutePath}{(handler.Length > 0 ? $"?handler={handler}" : "")}", fields);

    public async Task<Page> PostToAsync(string target, params (string Key, string Value)[] fields)
        => await ReadAsync(client, await client.PostAsync(
            new Uri(target, UriKind.Relative),
            new FormUrlEncodedContent(new Dictionary<string, string>(
                fields.Prepend(("version", Version().Match(html).Groups[1].Value))
                    .GroupBy(field => field.Item1, StringComparer.OrdinalIgnoreCase)
                    .Select(same => KeyValuePair.Create(same.Key, same.Last().Item2)))
            {
                ["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value,
            })));

    public async Task<Page> PostFileAsync(string handler, string field, string name, string type, string content)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(html).Groups[1].Value), "__RequestVerificationToken" },
        };
        var file = new StringContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, field, name);
        return await ReadAsync(
            client, await client.PostAsync(new Uri($"{address.AbsolutePath}?handler={handler}", UriKind.Relative), form));
    }

    private static async Task<Page> ReadAsync(HttpClient client, HttpResponseMessage response) => new(
        client, response.RequestMessage!.RequestUri!, response.StatusCode, await response.Content.ReadAsStringAsync());

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Version();

    [GeneratedRegex("^/tickets/(\\d+)")]
    private static partial Regex TicketAddress();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
