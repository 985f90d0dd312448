using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Casework.Tickets.Api;

/// <summary>A version as an entity tag, and back.</summary>
internal static class VersionTag
{
    public static EntityTagHeaderValue Of(int version)
        => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

    /// <summary>The version that a client expects; <see langword="null"/> when it does not care.</summary>
    /// <exception cref="BadHttpRequestException">The header cannot be read.</exception>
    public static long? Expected(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header is ["*"])
        {
            return null;
        }

        return EntityTagHeaderValue.TryParse(header.ToString(), out var tag)
            && !tag.IsWeak
            && int.TryParse(
                tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > 0
                ? version
                : throw new BadHttpRequestException(
                    "If-Match takes one entity tag as this API gives it out, such as \"3\", or *.");
    }
}
