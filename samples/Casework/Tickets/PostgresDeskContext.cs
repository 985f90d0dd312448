using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

public sealed class PostgresDeskContext(DbContextOptions<PostgresDeskContext> options) : DeskContext(options)
{
    public override Expression<Func<Ticket, bool>> Mentions(string pattern)
        => ticket => EF.Functions.ILike(ticket.Subject, pattern, "\\")
            || EF.Functions.ILike(ticket.Description, pattern, "\\");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<Ticket>()
            .HasIndex(x => new { x.Subject, x.Description })
            .HasMethod("gin")
            .IsTsVectorExpressionIndex("simple");
    }
}
