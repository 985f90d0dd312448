using Microsoft.AspNetCore.Diagnostics;

namespace Casework.Hosting;

/// <summary>Rejects U+0000 in addresses and forms, and forms that cannot be parsed.</summary>
internal static class CleanTextMiddleware
{
    public static void UseCleanText(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // The error page is shown for the same request.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || await IsCleanAsync(context.Request))
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    });

    private static async Task<bool> IsCleanAsync(HttpRequest request)
    {
        if (request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true
            || request.Query.Any(pair => IsUnwanted(pair.Key) || pair.Value.Any(IsUnwanted)))
        {
            return false;
        }

        if (!request.HasFormContentType)
        {
            return true;
        }

        try
        {
            var form = await request.ReadFormAsync();
            return !form.Any(pair => IsUnwanted(pair.Key) || pair.Value.Any(IsUnwanted))
                && !form.Files.Any(file => IsUnwanted(file.FileName) || IsUnwanted(file.ContentType));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or BadHttpRequestException)
        {
            return false;
        }
    }

    private static bool IsUnwanted(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
