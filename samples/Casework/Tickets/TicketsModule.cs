using Casework.Tickets.Api;
using Casework.Tickets.Authentication;
using Casework.Tickets.Demo;
using Casework.Tickets.Queries;
using Casework.Tickets.Services;
using Samples.Shared;

namespace Casework.Tickets;

/// <summary>Adds the help desk to the host.</summary>
internal static class TicketsModule
{
    public static IServiceCollection AddTickets(this IServiceCollection services, CaseworkDatabase database) => services
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
