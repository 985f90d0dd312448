using Microsoft.Net.Http.Headers;

namespace Casework.Hosting;

/// <summary>The stylesheet, which is embedded in the assembly so that it is found from any working directory.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Content = Read();

    /// <summary>The address, which changes with the content.</summary>
    public static string Address { get; } =
        $"/casework.css?v={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content))[..12]}";

    public static void MapStylesheet(this IEndpointRouteBuilder app) => app.MapGet("/casework.css", (HttpResponse response) =>
    {
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365) };
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    });

    private static byte[] Read()
    {
        using var resource = typeof(Stylesheet).Assembly.GetManifestResourceStream("Casework.casework.css")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
