using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// What differs between databases in what the toolkit lets them hold.
/// </summary>
internal abstract class DatabaseDialect(ISqlGenerationHelper names)
{
    /// <summary>The beginning of what a guard says where an error has nothing but a text.</summary>
    public const string MessagePrefix = "integrity:";

    public ISqlGenerationHelper Names => names;

    /// <summary>Whether <see cref="GuardEvent.Truncate"/> exists.</summary>
    public abstract bool CanTruncate { get; }

    /// <summary>Whether a trigger can look at the end of a transaction.</summary>
    public abstract bool CanDefer { get; }

    /// <summary>Whether foreign keys hold for every client: none may switch them off.</summary>
    public abstract bool HoldsForeignKeys { get; }

    /// <summary>
    /// Whether a row can take another one's place without an UPDATE or a DELETE that a trigger would see.
    /// </summary>
    public abstract bool ReplacesRows { get; }

    /// <summary>The dialect of a context's database, or null when the toolkit does not know it.</summary>
    public static DatabaseDialect? Find(IServiceProvider services)
        => services.GetService<IDatabaseProvider>()?.Name switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => new SqliteDialect(services.GetRequiredService<ISqlGenerationHelper>()),
            "Npgsql.EntityFrameworkCore.PostgreSQL" => new PostgreSqlDialect(services.GetRequiredService<ISqlGenerationHelper>()),
            _ => null,
        };

    public string Quote(string name) => names.DelimitIdentifier(name);

    public string Quote(StoreObjectIdentifier table) => names.DelimitIdentifier(table.Name, table.Schema);

    /// <summary>A text as a literal.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>True or false, also for nulls.</summary>
    public abstract string Differs(string left, string right);

    /// <summary>True or false, also for nulls.</summary>
    public abstract string Equals(string left, string right);

    /// <summary>True where a condition is false, or unknown because of a null.</summary>
    public abstract string IsNotTrue(string condition);

    /// <summary>A value of a column in a form that can be compared, and is the same only for the same value.</summary>
    public abstract string Comparable(string column, string? storeType, string? collation = null);

    /// <summary>A time is longer ago than a number of seconds, by the clock of the database; null for what is no time to it.</summary>
    public abstract string? IsOlder(string column, string storeType, string seconds);

    /// <summary>The present time in UTC as a column of a type keeps it; null for what is no time to the database.</summary>
    public abstract string? UtcNow(string storeType);

    /// <summary>What makes a query of one row lock it, where the database locks rows.</summary>
    public abstract string LockRow(bool nowait);

    /// <summary>Whether the texts of a column are compared in a way of its own, which its type may say as well.</summary>
    protected static bool IsCollated(string? storeType, string? collation)
        => collation is not null || storeType?.Contains("COLLATE", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// What makes a query lock its rows against changes, though not against references; null where a query locks none.
    /// </summary>
    public abstract string? LockRows { get; }

    /// <summary>A statement that changes nothing and locks all there is, where the database knows no smaller lock.</summary>
    public abstract string? LockAll(string table);

    public abstract string CreateTrigger(GuardTrigger trigger);

    public abstract string DropTrigger(GuardTrigger trigger);
}
