using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of README.md about database-level enforcement. ReadmeTests compares the text and runs it.
public sealed class GuardedDesk(DbContextOptions<GuardedDesk> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        var Flow = DeskContext.Flow;
        model.Entity<Ticket>().ToTable("Tickets");
        model.Entity<Ticket>(ticket =>
        {
            ticket.HasSoftDelete().GuardInDatabase();
            ticket.HasVersion().GuardInDatabase();
            ticket.HasTransitions(x => x.Status, Flow).GuardInDatabase();
        });
    }
}
