using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// The differences between the supported databases in triggers, locks and comparisons.
/// </summary>
internal abstract class DatabaseDialect(ISqlGenerationHelper names)
{
    /// <summary>The prefix of a trigger's error message, for databases whose errors consist of a text only.</summary>
    public const string MessagePrefix = "integrity:";

    public ISqlGenerationHelper Names => names;

    /// <summary>Whether <see cref="GuardEvent.Truncate"/> exists.</summary>
    public abstract bool CanTruncate { get; }

    /// <summary>Whether triggers can be deferred to the end of the transaction.</summary>
    public abstract bool CanDefer { get; }

    /// <summary>Whether foreign keys are always enforced, because no client can disable them.</summary>
    public abstract bool HoldsForeignKeys { get; }

    /// <summary>
    /// Whether a row can be replaced without firing an UPDATE or DELETE trigger.
    /// </summary>
    public abstract bool ReplacesRows { get; }

    /// <summary>Returns the dialect of a context's database, or null if the provider is not supported.</summary>
    public static DatabaseDialect? Find(IServiceProvider services)
        => services.GetService<IDatabaseProvider>()?.Name switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => new SqliteDialect(services.GetRequiredService<ISqlGenerationHelper>()),
            "Npgsql.EntityFrameworkCore.PostgreSQL" => new PostgreSqlDialect(services.GetRequiredService<ISqlGenerationHelper>()),
            _ => null,
        };

    public string Quote(string name) => names.DelimitIdentifier(name);

    public string Quote(StoreObjectIdentifier table) => names.DelimitIdentifier(table.Name, table.Schema);

    /// <summary>Returns a string literal.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Returns a condition that is never null, also for null operands.</summary>
    public abstract string Differs(string left, string right);

    /// <summary>Returns a condition that is never null, also for null operands.</summary>
    public abstract string Equals(string left, string right);

    /// <summary>Returns a condition that is true if another one is false or null.</summary>
    public abstract string IsNotTrue(string condition);

    /// <summary>Returns a column in a form that supports comparison and is equal only for identical values.</summary>
    public abstract string Comparable(string column, string? storeType, string? collation = null);

    /// <summary>
    /// Returns a condition that is true if a time is older than a number of seconds, by the clock of the database, or null if
    /// the type is not a time.
    /// </summary>
    public abstract string? IsOlder(string column, string storeType, string seconds);

    /// <summary>Returns the current time in UTC in the format of a column type, or null if the type is not a time.</summary>
    public abstract string? UtcNow(string storeType);

    /// <summary>
    /// Returns the suffix that makes a query of one row lock it, or an empty string if the database has no row locks.
    /// </summary>
    public abstract string LockRow(bool nowait);

    /// <summary>Whether the texts of a column have a collation of their own, which the store type may include.</summary>
    protected static bool IsCollated(string? storeType, string? collation)
        => collation is not null || storeType?.Contains("COLLATE", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// The suffix that makes a query lock its rows against changes, but not against references; null if the database has no
    /// row locks.
    /// </summary>
    public abstract string? LockRows { get; }

    /// <summary>
    /// Returns a statement that locks the whole database without changing it; null if the database has row locks.
    /// </summary>
    public abstract string? LockAll(string table);

    public abstract string CreateTrigger(GuardTrigger trigger);

    public abstract string DropTrigger(GuardTrigger trigger);
}
