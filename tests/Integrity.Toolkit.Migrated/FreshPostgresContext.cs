using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Migrated;

/// <summary>Has no migrations; a test creates the first one.</summary>
public sealed class FreshPostgresContext(DbContextOptions<FreshPostgresContext> options) : ParcelContext(options);
