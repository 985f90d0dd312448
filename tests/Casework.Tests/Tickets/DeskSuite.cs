using Samples.Tests;

namespace Casework.Tests.Tickets;

/// <summary>A suite that sends HTTP requests to the host.</summary>
public abstract class DeskSuite(TestDatabase database) : IAsyncLifetime
{
    private DeskHost _host = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected TestDatabase Database => database;

    public async ValueTask InitializeAsync()
    {
        _host = new DeskHost(await database.ConnectionStringAsync());
        Client = _host.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private protected Task<Page> GetAsync(string address) => Page.GetAsync(Client, address);

    /// <summary>Opens a ticket as a customer, using the form, and returns its page.</summary>
    private protected async Task<Page> OpenTicketAsync(string subject, params (string Key, string Value)[] fields)
        => await (await GetAsync("/tickets/new")).PostAsync(
            "",
            [
                ("Input.Subject", subject),
                ("Input.Description", "It does not work."),
                ("Input.OrganizationId", "1"),
                ("Input.Kind", "customer"),
                ("Input.RequesterId", "chris"),
                ("Input.CustomerEmail", "chris@acme.example"),
                ("Input.AssigneeId", "bela"),
                ("Input.Priority", "normal"),
                .. fields,
            ]);

    private protected async Task ActAsAsync(string person)
        => await (await GetAsync("/")).PostToAsync("/acting", ("person", person), ("back", "/"));
}
