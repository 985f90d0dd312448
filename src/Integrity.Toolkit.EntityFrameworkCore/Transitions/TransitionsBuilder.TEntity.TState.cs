using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says how the transitions of one entity type are held.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
/// <typeparam name="TState">The type of its status.</typeparam>
public sealed partial class TransitionsBuilder<TEntity, TState>
    where TEntity : class
    where TState : notnull
{
    private readonly IMutableEntityType _entityType;
    private TransitionsDeclaration _declaration;

    internal TransitionsBuilder(IMutableEntityType entityType, string status, ITransitionTable table)
    {
        _entityType = entityType;
        var present = (TransitionsDeclaration?)ModelAnnotations.FindDeclaration(entityType, TransitionsPlan.BlockName);
        if (present is not null && present.Property != status)
        {
            throw new InvalidOperationException(
                $"{entityType.Name} declares transitions for {present.Property} and for {status}. One status per entity type is "
                + "supported: move the second one to an entity of its own.");
        }

        _declaration = present is null ? new TransitionsDeclaration(status, table) : present with { Table = table };
        Declare(_declaration);
    }

    /// <summary>Refuses moves off the table, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> Enforce() => Declare(_declaration with { Mode = EnforcementMode.Enforce });

    /// <summary>Lets moves off the table through: logged, counted, and marked in the history.</summary>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> Observe() => Declare(_declaration with { Mode = EnforcementMode.Observe });

    /// <summary>Pauses the block for this type: no checks and no history rows; the tables stay.</summary>
    /// <remarks>Their foreign key too: a row with a history still cannot be deleted for good.</remarks>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> Off() => Declare(_declaration with { Mode = EnforcementMode.Off });

    /// <summary>
    /// Names the history table.
    /// </summary>
    /// <param name="name">The table; the default is the entity's name, the property's name and <c>History</c>.</param>
    /// <param name="schema">The schema; the default is that of the entity's table.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public TransitionsBuilder<TEntity, TState> HistoryTable(string name, string? schema = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        return Declare(_declaration with { HistoryTable = name, HistorySchema = schema });
    }

    /// <summary>
    /// Deletes the history together with its row, when the row is deleted for good.
    /// </summary>
    /// <remarks>
    /// Without this call, rows with a history cannot be deleted for good. Not for a hierarchy with a table for each type (TPC):
    /// there is no foreign key.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> CascadeHistory() => Declare(_declaration with { DeclaredDeletion = HistoryDeleteBehavior.Cascade });

    /// <summary>
    /// Keeps the history when its row is deleted for good: no foreign key ties it to the row.
    /// </summary>
    /// <remarks>
    /// A new row with the key of a deleted one is refused with the code <c>transition.key-reused</c>: two histories would become
    /// one. A key that the database makes is then written to the history by one more statement for each row. With
    /// <see cref="GuardInDatabase"/> the database refuses it too, and a key that is changed. Not with <c>KeepLedger()</c>.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> KeepHistory() => Declare(_declaration with { DeclaredDeletion = HistoryDeleteBehavior.Keep });

    /// <summary>
    /// Writes the history into a table that it shares with those of other entity types, for one place to ask what was done.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A row of it says which entity it is of by the texts <c>EntityType</c> and <c>EntityKey</c>, and has its states as texts; all
    /// else is as in a table of its own, which is the better one wherever nobody asks across types.
    /// <see cref="TransitionsDbContextExtensions.SharedTransitions"/> reads all types together.
    /// </para>
    /// <para>
    /// No foreign key is possible: the history stays when a row is deleted for good, as with <see cref="KeepHistory"/>. The
    /// primary key is one string, Guid, int, long, short or byte, without a converter. Not with <see cref="CascadeHistory"/>,
    /// <see cref="HistoryTable"/> or <see cref="KeepLedger"/>: that is refused when the model is built. Where one of the types is guarded
    /// in the database, the rows of all of them are never changed.
    /// </para>
    /// <para>Rows of a table that the type had before are not moved: copy them in the migration that drops it.</para>
    /// </remarks>
    /// <param name="table">The table; types that name the same one share it.</param>
    /// <param name="schema">Its schema; the default is that of the model.</param>
    /// <param name="entityName">
    /// The name of the entity in the rows; the default is the name of its class, with which it would change.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="table"/> or <paramref name="entityName"/> is empty.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTransitions(x => x.Status, TicketFlow.Table).SharedHistory();
    /// model.Entity&lt;Invoice&gt;().HasTransitions(x => x.Status, InvoiceFlow.Table).SharedHistory();
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> SharedHistory(
        string table = SharedHistoryTable.DefaultTable, string? schema = null, string? entityName = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        if (entityName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(entityName);
        }

        return Declare(_declaration with { Shared = new SharedHistoryTable(table, schema, entityName) });
    }

    /// <summary>
    /// Lets the database refuse moves off the table, inserts in a state that is not initial, and changes of the history, by
    /// triggers: from any program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The database knows the table, not its guards: a guarded transition is let through wherever its condition might hold. It
    /// sees one update per save, so of an entity only one move may wait for a save; a second one is refused with the code
    /// <c>transition.unsaved-move</c>. A table that is changed needs a migration.
    /// </para>
    /// <para>
    /// Rows of the history may be inserted by others, but are not changed, except <see cref="TransitionRecord.ActorId"/>,
    /// <see cref="TransitionRecord.Reason"/> and <see cref="TransitionRecord.RedactedAt"/>, for what may have to be forgotten; they go only with their row, after
    /// <see cref="CascadeHistory"/>. A guard against accidents and other programs, not access control. On SQLite an insert onto
    /// a key that exists is refused, also as an upsert; that a row with a history keeps its key, and is not deleted, is held by the
    /// foreign key, which a connection of SQLite may switch off.
    /// </para>
    /// <para>
    /// Of a hierarchy in one table only the rows of this type are held: SQL that makes a row one of another type, and one of this
    /// type again, begins anew in an initial state.
    /// </para>
    /// </remarks>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The database keeps a ledger of it already, which holds more.</exception>
    public TransitionsBuilder<TEntity, TState> GuardInDatabase() => Hold(DatabaseEnforcement.Guard);

    /// <summary>
    /// Lets the database refuse a status that changes without its row in the history, and a history row that is off the table
    /// or does not go on where the history ended: from any program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Holds all that <see cref="GuardInDatabase"/> holds, and that the history tells the whole truth: a program that moves a
    /// status by itself writes the row first, and then the status together with its sequence. Several moves of an entity may
    /// wait for one save; a new entity is saved before its first move.
    /// </para>
    /// <para>
    /// The migration gives rows that were there before their first history row, and writes one more for those whose history
    /// ends in another state than theirs. A history row that its entity has not followed is refused at the end of the
    /// transaction by PostgreSQL; SQLite cannot wait for that. On SQLite an insert onto a key that exists is refused, also as an
    /// upsert. Not for a hierarchy with a table for each type (TPC).
    /// </para>
    /// </remarks>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The database guards it already: the two exclude each other.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTransitions(x => x.Status, TicketFlow.Table).KeepLedger();
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> KeepLedger() => Hold(DatabaseEnforcement.Ledger);

    private TransitionsBuilder<TEntity, TState> Hold(DatabaseEnforcement hold)
        => _declaration.Hold == DatabaseEnforcement.None || _declaration.Hold == hold
            ? Declare(_declaration with { Hold = hold })
            : throw new InvalidOperationException(
                $"{_entityType.Name} calls both GuardInDatabase() and KeepLedger() for {_declaration.Property}: a ledger holds what a "
                + "guard does, and more. Keep one of the calls.");

    /// <summary>
    /// Lets a state be entered only while a condition over related data holds, which the database judges.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Asked when everything of a save is written and before it is committed, in its transaction: what the save adds or removes
    /// counts. It holds for every way into the state, also an assignment and a new entity that begins in it; filters of queries
    /// apply, so that soft-deleted rows do not count. Where it does not hold, nothing of the save is written, and all that is
    /// missing is told together by an <see cref="IntegrityUpdateException"/>. One query for each condition and type.
    /// </para>
    /// <para>
    /// Other transactions may take away what was counted until both are committed, as with every question to a database that
    /// is not serializable: save in a serializable transaction, or lock the row of the entity in both places.
    /// </para>
    /// <para>In observe mode what is missing is logged and counted, and the move is made; the table permits it, so its history row
    /// is not marked.</para>
    /// </remarks>
    /// <param name="code">The code of its violation.</param>
    /// <param name="to">The state.</param>
    /// <param name="condition">The condition, in what EF Core can translate.</param>
    /// <param name="reason">What is required, in words, such as <c>at least three facts</c>.</param>
    /// <param name="only">Limits it to states that are left, or to triggers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The code or the reason is empty, the code is declared twice, or the table does not know a state or trigger.
    /// </exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Case&gt;().HasTransitions(x => x.Status, CaseFlow.Table)
    ///     .Requires("case.facts", to: CaseStatus.Evaluated, x => x.Facts.Count() >= 3, "at least three facts");
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> Require(
        string code,
        TState to,
        Expression<Func<TEntity, bool>> condition,
        string reason,
        Action<PrerequisiteBuilder<TState>>? only = null)
        => Require(code, to, condition, reason, only);

    /// <inheritdoc cref="Require(string, TState, Expression{Func{TEntity, bool}}, string, Action{PrerequisiteBuilder{TState}})"/>
    /// <param name="code">The code of its violation.</param>
    /// <param name="to">The state.</param>
    /// <param name="condition">The condition over the entity and other rows of its context, in what EF Core can translate.</param>
    /// <param name="reason">What is required, in words.</param>
    /// <param name="only">Limits it to states that are left, or to triggers.</param>
    public TransitionsBuilder<TEntity, TState> Require(
        string code,
        TState to,
        Expression<Func<TEntity, DbContext, bool>> condition,
        string reason,
        Action<PrerequisiteBuilder<TState>>? only = null)
        => Require(code, to, condition, reason, only);

    private TransitionsBuilder<TEntity, TState> Require(
        string code,
        TState to,
        LambdaExpression condition,
        string reason,
        Action<PrerequisiteBuilder<TState>>? only)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        IntegrityDefaults.CheckCode(code, "The code of a prerequisite");

        if (_declaration.Prerequisites.Any(present => present.Code == code))
        {
            throw new ArgumentException($"{_entityType.ShortName()} has a prerequisite '{code}' already.", nameof(code));
        }

        var limits = new PrerequisiteBuilder<TState>(_declaration.Table);
        limits.EnsureState(to);
        only?.Invoke(limits);
        return Declare(_declaration with
        {
            Prerequisites =
            [
                .. _declaration.Prerequisites,
                new Prerequisite<TEntity>(code, to, condition, reason) { From = limits.States, Triggers = limits.Triggers },
            ],
        });
    }

    private TransitionsBuilder<TEntity, TState> Declare(TransitionsDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, TransitionsPlan.BlockName, declaration);
        return this;
    }
}
