using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Casework.Tickets;

/// <summary>For <c>dotnet ef migrations add Name --context PostgresDeskContext</c>.</summary>
internal sealed class PostgresDeskContextFactory : IDesignTimeDbContextFactory<PostgresDeskContext>
{
    public PostgresDeskContext CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<PostgresDeskContext>()
            .UseNpgsql("Host=localhost;Database=design")
            .UseSoftDelete()
            .UseVersioning()
            .UseTransitions()
            .Options);
}
