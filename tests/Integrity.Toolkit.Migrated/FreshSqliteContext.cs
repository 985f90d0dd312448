using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Migrated;

/// <summary>Has no migrations; a test creates the first one.</summary>
public sealed class FreshSqliteContext(DbContextOptions<FreshSqliteContext> options) : ParcelContext(options);
