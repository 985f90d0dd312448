using System.Text.Json.Serialization;
using Casework.Tickets.Pages;

namespace Casework.Hosting;

/// <summary>Registers the services that every module requires.</summary>
internal static class HostServices
{
    public static void AddHostServices(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<NotificationLog>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.TryAdd("code", $"status.{context.ProblemDetails.Status}"));
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.Converters.Add(new TextConverter());
        });
        services.AddRazorPages(options => options.RootDirectory = "/Tickets/Pages")
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddMvcOptions(options =>
            {
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.Filters.Add<HandlerRequired>();
            });
    }

    public static void UseHost(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error");
        app.UseWhen(context => IsApi(context.Request), api => api.UseStatusCodePages());
        app.UseWhen(context => !IsApi(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/error"));
        app.UseCleanText();
        app.UseRouting();
        app.MapRazorPages();
        app.MapStylesheet();
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");
}
