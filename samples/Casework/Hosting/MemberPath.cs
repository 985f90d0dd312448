using System.Text.Json;

namespace Casework.Hosting;

/// <summary>The path of a member, in the letters of JSON.</summary>
internal static class MemberPath
{
    public static string Camel(string? path)
        => path is null ? "" : string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
