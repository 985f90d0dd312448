using System.Linq.Expressions;
using Casework.Tickets.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

/// <summary>The help desk. Each database has a context of its own, because it has migrations of its own.</summary>
public abstract class DeskContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<TicketActivity> Activities => Set<TicketActivity>();

    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<Person> People => Set<Person>();

    /// <summary>Returns a case-insensitive text filter for the database.</summary>
    /// <param name="pattern">A LIKE pattern, with <c>\</c> as the escape character.</param>
    public abstract Expression<Func<Ticket, bool>> Mentions(string pattern);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.ApplyConfigurationsFromAssembly(
            typeof(DeskContext).Assembly, type => type.Namespace == typeof(TicketConfiguration).Namespace);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
}
