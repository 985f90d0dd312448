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
public sealed partial class TransitionsBuilder<TEntity, TState> : EnforcementBuilder<TransitionsBuilder<TEntity, TState>>
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

    /// <summary>
    /// Configures the history: its table, what happens to it when a row is deleted, and whether the database requires it.
    /// </summary>
    /// <param name="configure">Configures the history.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Ticket&gt;().HasTransitions(x => x.Status, TicketFlow.Table)
    ///     .WithHistory(h => h.ToTable("TicketHistory").RequireInDatabase());
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> WithHistory(Action<HistoryBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var history = new HistoryBuilder(_entityType, _declaration);
        configure(history);
        return Declare(history.Declaration);
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
    /// <see cref="HistoryBuilder.AllowCascadeDelete"/>. A guard against accidents and other programs, not access control. On SQLite an insert onto
    /// a key that exists is refused, also as an upsert; that a row with a history keeps its key, and is not deleted, is held by the
    /// foreign key, which a connection of SQLite may switch off.
    /// </para>
    /// <para>
    /// Of a hierarchy in one table only the rows of this type are held: SQL that makes a row one of another type, and one of this
    /// type again, begins anew in an initial state.
    /// </para>
    /// </remarks>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> GuardInDatabase()
        => _declaration.Hold == DatabaseEnforcement.Ledger ? this : Declare(_declaration with { Hold = DatabaseEnforcement.Guard });

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
    /// <param name="to">The state.</param>
    /// <param name="condition">The condition, in what EF Core can translate.</param>
    /// <param name="code">The code of its violation.</param>
    /// <param name="requirement">What is required, in words, such as <c>at least three facts</c>.</param>
    /// <param name="configure">Limits it to states that are left, or to triggers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The code or the reason is empty, the code is declared twice, or the table does not know a state or trigger.
    /// </exception>
    /// <example>
    /// <code>
    /// model.Entity&lt;Case&gt;().HasTransitions(x => x.Status, CaseFlow.Table)
    ///     .Require(to: CaseStatus.Evaluated, x => x.Facts.Count() >= 3, "case.facts", "at least three facts");
    /// </code>
    /// </example>
    public TransitionsBuilder<TEntity, TState> Require(
        TState to,
        Expression<Func<TEntity, bool>> condition,
        string code,
        string requirement,
        Action<PrerequisiteBuilder<TState>>? configure = null)
        => AddPrerequisite(to, condition, code, requirement, configure);

    /// <inheritdoc cref="Require(TState, Expression{Func{TEntity, bool}}, string, string, Action{PrerequisiteBuilder{TState}})"/>
    /// <param name="to">The state.</param>
    /// <param name="condition">The condition over the entity and other rows of its context, in what EF Core can translate.</param>
    /// <param name="code">The code of its violation.</param>
    /// <param name="requirement">What is required, in words.</param>
    /// <param name="configure">Limits it to states that are left, or to triggers.</param>
    public TransitionsBuilder<TEntity, TState> Require(
        TState to,
        Expression<Func<TEntity, DbContext, bool>> condition,
        string code,
        string requirement,
        Action<PrerequisiteBuilder<TState>>? configure = null)
        => AddPrerequisite(to, condition, code, requirement, configure);

    private TransitionsBuilder<TEntity, TState> AddPrerequisite(
        TState to,
        LambdaExpression condition,
        string code,
        string requirement,
        Action<PrerequisiteBuilder<TState>>? configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrWhiteSpace(requirement);
        IntegrityDefaults.CheckCode(code, "The code of a prerequisite");

        if (_declaration.Prerequisites.Any(present => present.Code == code))
        {
            throw new ArgumentException($"{_entityType.ShortName()} has a prerequisite '{code}' already.", nameof(code));
        }

        var limits = new PrerequisiteBuilder<TState>(_declaration.Table);
        limits.EnsureState(to);
        configure?.Invoke(limits);
        return Declare(_declaration with
        {
            Prerequisites =
            [
                .. _declaration.Prerequisites,
                new Prerequisite<TEntity>(code, to, condition, requirement) { From = limits.States, Triggers = limits.Triggers },
            ],
        });
    }

    private protected override TransitionsBuilder<TEntity, TState> WithMode(EnforcementMode mode)
        => Declare(_declaration with { Mode = mode });

    private TransitionsBuilder<TEntity, TState> Declare(TransitionsDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, TransitionsPlan.BlockName, declaration);
        return this;
    }
}
