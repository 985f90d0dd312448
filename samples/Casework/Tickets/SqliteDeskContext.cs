using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

public sealed class SqliteDeskContext(DbContextOptions<SqliteDeskContext> options) : DeskContext(options);
