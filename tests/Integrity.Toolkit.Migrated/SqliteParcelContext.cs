using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Migrated;

public sealed class SqliteParcelContext(DbContextOptions<SqliteParcelContext> options) : ParcelContext(options);
