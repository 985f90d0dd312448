using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Migrated;

public sealed class PostgresParcelContext(DbContextOptions<PostgresParcelContext> options) : ParcelContext(options);
