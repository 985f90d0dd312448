using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures the transitions of one entity type.
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
                $"{entityType.Name} declares transitions for {present.Property} and for {status}. Only one status per entity "
                + "type is supported. Extract the second one to an entity of its own.");
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

        var history = new HistoryBuilder(_entityType, Present);
        configure(history);
        return Declare(history.Declaration);
    }

    /// <summary>
    /// Creates database triggers that reject transitions that the table does not permit, inserts in a state that is not initial,
    /// and changes of the history, for every program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The database triggers contain the table without its guards: they let a guarded transition pass. They see one update for
    /// each save, so only one transition of an entity may be pending for a save; a second one is rejected with the code
    /// <c>transition.unsaved-move</c>. A changed table requires a migration.
    /// </para>
    /// <para>
    /// Other programs can insert history rows, but not change them, except for <see cref="TransitionRecord.ActorId"/>,
    /// <see cref="TransitionRecord.Reason"/> and <see cref="TransitionRecord.RedactedAt"/>, which may have to be redacted.
    /// History rows are deleted only together with their row, after <see cref="HistoryBuilder.AllowCascadeDelete"/>. This
    /// protects against accidents and other programs; it is not access control. On SQLite an insert with an existing key is
    /// rejected, including an upsert. The foreign key prevents that a row with a history is deleted or changes its key; an SQLite
    /// connection can disable foreign keys.
    /// </para>
    /// <para>
    /// In a hierarchy in one table, only the rows of this type are guarded: a row that SQL changes to another type and back to
    /// this type starts again in an initial state.
    /// </para>
    /// </remarks>
    /// <returns>The same builder.</returns>
    public TransitionsBuilder<TEntity, TState> GuardInDatabase()
        => Present.Hold == DatabaseEnforcement.Ledger
            ? this
            : Declare(Present with { Hold = DatabaseEnforcement.Guard });

    /// <summary>
    /// Requires a condition over related data for entering a state. The database evaluates it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The condition is evaluated after all statements of a save and before the commit, in its transaction, so the changes of the
    /// save count. It applies to every way into the state, including an assignment and a new entity that is created in it. Query
    /// filters apply, so soft-deleted rows do not count. If a prerequisite fails, the transaction rolls back and an
    /// <see cref="IntegrityUpdateException"/> lists every violation. Each condition executes one query for each entity type.
    /// </para>
    /// <para>
    /// As with every query in a transaction that is not serializable, another transaction can remove the counted rows before both
    /// are committed: save in a serializable transaction, or lock the row of the entity in both places.
    /// </para>
    /// <para>
    /// In observe mode violations are logged and counted, and the status changes. The table permits the transition, so
    /// <see cref="TransitionRecord.OffTable"/> of its history row is <see langword="false"/>.
    /// </para>
    /// </remarks>
    /// <param name="to">The state.</param>
    /// <param name="condition">The condition, as an expression that EF Core can translate.</param>
    /// <param name="code">The code of the violation.</param>
    /// <param name="requirement">What is required, in words, such as <c>at least three facts</c>.</param>
    /// <param name="configure">Limits the prerequisite to states before the transition, or to triggers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// An argument other than <paramref name="configure"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="code"/> or <paramref name="requirement"/> is empty, the code is too long or declared twice, or the table
    /// does not contain a state or trigger.
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
    /// <param name="condition">
    /// The condition over the entity and other rows of its context, as an expression that EF Core can translate.
    /// </param>
    /// <param name="code">The code of the violation.</param>
    /// <param name="requirement">What is required, in words.</param>
    /// <param name="configure">Limits the prerequisite to states before the transition, or to triggers.</param>
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

        if (Present.Prerequisites.Any(present => present.Code == code))
        {
            throw new ArgumentException(
                $"{_entityType.ShortName()} already has a prerequisite with the code '{code}'. Use another code.", nameof(code));
        }

        var limits = new PrerequisiteBuilder<TState>(Present.Table);
        limits.EnsureState(to);
        configure?.Invoke(limits);
        return Declare(Present with
        {
            Prerequisites =
            [
                .. Present.Prerequisites,
                new Prerequisite<TEntity>(code, to, condition, requirement) { From = limits.States, Triggers = limits.Triggers },
            ],
        });
    }

    private protected override TransitionsBuilder<TEntity, TState> WithMode(EnforcementMode mode)
        => Declare(Present with { Mode = mode });

    /// <summary>Another builder of the same entity type may have declared more. Without an enabled block nothing is stored.</summary>
    private TransitionsDeclaration Present
        => (TransitionsDeclaration?)ModelAnnotations.FindDeclaration(_entityType, TransitionsPlan.BlockName) ?? _declaration;

    private TransitionsBuilder<TEntity, TState> Declare(TransitionsDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, TransitionsPlan.BlockName, declaration);
        return this;
    }
}
