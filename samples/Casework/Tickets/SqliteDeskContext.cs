using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

public sealed class SqliteDeskContext(DbContextOptions<SqliteDeskContext> options) : DeskContext(options)
{
    public override Expression<Func<Ticket, bool>> Mentions(string pattern)
        => ticket => EF.Functions.Like(ticket.Subject, pattern, "\\")
            || EF.Functions.Like(ticket.Description, pattern, "\\");
}
