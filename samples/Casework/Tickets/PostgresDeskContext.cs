using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

public sealed class PostgresDeskContext(DbContextOptions<PostgresDeskContext> options) : DeskContext(options);
