using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Casework.Tickets.Api;

/// <summary>Converts a version to an entity tag and back.</summary>
internal static class VersionTag
{
    public static EntityTagHeaderValue Of(int version)
        => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

    /// <summary>Returns the version that a client expects, or <see langword="null"/> if it accepts any version.</summary>
    /// <exception cref="BadHttpRequestException">The header is invalid.</exception>
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
                    "If-Match must be one entity tag returned by this API, such as \"3\", or *.");
    }
}
