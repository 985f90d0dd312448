using Casework.Hosting;
using Casework.Tickets.Acting;
using Casework.Tickets.Api;
using Casework.Tickets.Demo;
using Casework.Tickets.Reading;
using Casework.Tickets.Use;

namespace Casework.Tickets;

/// <summary>The help desk in the host.</summary>
internal static class TicketsModule
{
    public static IServiceCollection AddTickets(this IServiceCollection services, CaseworkDatabase database) => services
        .AddSingleton(database)
        .AddHttpContextAccessor()
        .AddDesk(database, integrity => integrity.UseActor<DeskActor>())
        .AddScoped<TicketDesk>()
        .AddScoped<TicketList>()
        .AddScoped<TicketReader>();

    public static async Task UseTicketsAsync(this WebApplication app, CaseworkDatabase database)
    {
        app.MapTickets();
        await DeskSetup.RunAsync(database, app.Services.GetRequiredService<TimeProvider>());
    }
}
