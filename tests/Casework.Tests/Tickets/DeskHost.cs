using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Casework.Tests.Tickets;

/// <summary>The host as its users start it, with a test database.</summary>
internal sealed class DeskHost(string connectionString) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
        => builder.UseSetting("database", connectionString).UseSetting("urls", "http://127.0.0.1:0");
}
