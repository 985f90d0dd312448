using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures the history of an entity type's transitions.
/// </summary>
public sealed class HistoryBuilder
{
    private const string Require = "RequireInDatabase()";
    private const string Cascade = "AllowCascadeDelete()";
    private const string Keep = "KeepAfterDelete()";

    private readonly IMutableEntityType _entityType;

    internal HistoryBuilder(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        _entityType = entityType;
        Declaration = declaration;
    }

    internal TransitionsDeclaration Declaration { get; private set; }

    /// <summary>
    /// Specifies the history table.
    /// </summary>
    /// <param name="name">
    /// The name of the table. The default consists of the entity's name, the property's name and <c>History</c>.
    /// </param>
    /// <param name="schema">The schema. The default is that of the entity's table.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public HistoryBuilder ToTable(string name, string? schema = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        Declaration = Declaration with { HistoryTable = name, HistorySchema = schema };
        return this;
    }

    /// <summary>
    /// Creates database triggers that reject a status change without its history row, and a history row that the transition table
    /// does not permit or that does not continue the history, for every program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Includes everything that <c>GuardInDatabase()</c> enforces. A program that changes a status itself inserts the history row
    /// before it updates the status together with its sequence. Several transitions of an entity may be pending for one save; a
    /// new entity must be saved before its first transition.
    /// </para>
    /// <para>
    /// The migration inserts the first history row of existing rows, and one more for those whose history ends in another state
    /// than theirs. PostgreSQL rejects a history row without the status change of its entity at the end of the transaction;
    /// SQLite has no deferred triggers. On SQLite an insert with an existing key is rejected, including an upsert. Not supported
    /// for a hierarchy with a table for each type (TPC).
    /// </para>
    /// </remarks>
    /// <returns>A builder for the required history.</returns>
    /// <exception cref="InvalidOperationException">
    /// The history is shared, kept after a delete, or deleted with its row by another call.
    /// </exception>
    public RequiredHistoryBuilder RequireInDatabase()
    {
        Choose(Require);
        Declaration = Declaration with { Hold = DatabaseEnforcement.Ledger };
        return new RequiredHistoryBuilder(this);
    }

    /// <summary>
    /// Deletes the history together with its row when the row is permanently deleted.
    /// </summary>
    /// <remarks>
    /// Without this call, rows with a history cannot be permanently deleted. Not supported for a hierarchy with a table for each
    /// type (TPC), which has no foreign key.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The history is shared, kept after a delete, or required in the database: call
    /// <c>RequireInDatabase().AllowCascadeDelete()</c> instead.
    /// </exception>
    public void AllowCascadeDelete()
    {
        Choose(Cascade);
        DeleteWithRow();
    }

    /// <summary>
    /// Keeps the history when its row is permanently deleted. The history has no foreign key to the row.
    /// </summary>
    /// <remarks>
    /// A new row with the key of a deleted one is rejected with the code <c>transition.key-reused</c>, because two histories
    /// would become one. For a key that the database generates, the history row requires one more statement for each row. With
    /// <c>GuardInDatabase()</c> the database also rejects a reused or changed key.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The history is shared, required in the database, or deleted with its row.
    /// </exception>
    public void KeepAfterDelete()
    {
        Choose(Keep);
        Declaration = Declaration with { DeclaredDeletion = HistoryDeleteBehavior.Keep };
    }

    /// <summary>
    /// Stores the history in a table that it shares with the histories of other entity types.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A row identifies its entity by the text columns <c>EntityType</c> and <c>EntityKey</c>, and stores its states as text;
    /// everything else is as in a table for one type, which is the better choice unless queries span types.
    /// <see cref="TransitionsDbContextExtensions.SharedTransitions"/> reads all types together.
    /// </para>
    /// <para>
    /// There is no foreign key: the history is kept when a row is permanently deleted, as with <see cref="KeepAfterDelete"/>. The
    /// primary key must be one string, Guid, int, long, short or byte, without a converter. If one of the types is guarded in the
    /// database, the rows of all types cannot be changed.
    /// </para>
    /// <para>The rows of a previous history table are not copied: copy them in the migration that drops the table.</para>
    /// </remarks>
    /// <param name="table">The name of the table. Types that specify the same table share it.</param>
    /// <param name="schema">The schema. The default is that of the model.</param>
    /// <param name="entityName">
    /// The name of the entity in the rows. The default is the name of its class, which changes when the class is renamed.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="table"/> or <paramref name="entityName"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The history has a table of its own, is required in the database, is deleted with its row, or is kept by another call.
    /// </exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.Shared());
    /// model.Entity&lt;Invoice&gt;().HasTransitions(x => x.Status, InvoiceFlow.Table).WithHistory(h => h.Shared());
    /// </code>
    /// </example>
    public void Shared(string table = SharedHistoryTable.DefaultTable, string? schema = null, string? entityName = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        if (entityName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(entityName);
        }

        Choose("Shared()");
        if (Declaration.HistoryTable is { } own)
        {
            throw new InvalidOperationException(
                $"The history of {_entityType.ShortName()} is configured with ToTable(\"{own}\") and Shared(). Remove one of the "
                + "calls.");
        }

        Declaration = Declaration with { Shared = new SharedHistoryTable(table, schema, entityName) };
    }

    internal void DeleteWithRow() => Declaration = Declaration with { DeclaredDeletion = HistoryDeleteBehavior.Cascade };

    /// <summary>A chain of calls cannot contain two of them, but separate statements and calls of WithHistory can.</summary>
    private void Choose(string method)
    {
        // A required history may be deleted with its row.
        if (Present() is { } other && other != method && (other, method) is not ((Require, Cascade) or (Cascade, Require)))
        {
            throw new InvalidOperationException(
                $"The history of {_entityType.ShortName()} is configured with {other} and {method}, which exclude each other. Remove one "
                + "of the calls.");
        }
    }

    private string? Present() => Declaration switch
    {
        { Shared: not null } => "Shared()",
        { Hold: DatabaseEnforcement.Ledger } => Require,
        { DeclaredDeletion: HistoryDeleteBehavior.Keep } => Keep,
        { DeclaredDeletion: HistoryDeleteBehavior.Cascade } => Cascade,
        _ => null,
    };
}
