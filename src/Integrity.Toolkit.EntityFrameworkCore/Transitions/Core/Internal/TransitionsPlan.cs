using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The plan of the transitions of an entity type: its table, its status, and its history.</summary>
internal sealed record TransitionsPlan(
    EnforcementMode Mode,
    ITransitionTable Table,
    IProperty Status,
    IProperty Sequence,
    HistoryTable History,
    DatabaseEnforcement Hold) : BlockPlan(TransitionsPlan.BlockName, Mode)
{
    public const string BlockName = "Transitions";

    public required EffectsPlan Effects { get; init; }

    /// <summary>Gets the conditions that the database must meet when a state is entered.</summary>
    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];

    /// <summary>Gets the type that declares the transitions.</summary>
    public required IEntityType EntityType { get; init; }

    public override string? Instead(IReadOnlyCollection<string> written)
        => written.Contains(Status.Name)
            ? $"To change {Status.Name} in all rows of a query together with their history, call "
                + (Table.TriggerType is null ? "" : "query.ExecuteFireAsync(trigger) or ")
                + "query.ExecuteTransitionToAsync(state). "
            : null;

    /// <summary>
    /// Returns the plan of a type in every mode; in mode off, the table still determines the state that a trigger leads to.
    /// </summary>
    public static TransitionsPlan Of(IEntityType entityType)
        => ModelPlan.FindDeclared<TransitionsPlan>(entityType) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()} declares no transitions in this context. Call UseTransitions() for the context, and "
            + $"HasTransitions(x => x.Status, table) for {entityType.ShortName()}.");

    /// <inheritdoc cref="Of(IEntityType)"/>
    public static TransitionsPlan Of<TEntity>(DbContext context) => Of(TypeOf<TEntity>(context));

    /// <summary>Returns the entity type in the model of a context.</summary>
    public static IEntityType TypeOf<TEntity>(DbContext context)
        => context.Model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException(
            $"{typeof(TEntity).Name} is not an entity type of {context.GetType().Name}.");

    /// <summary>
    /// Returns the prerequisites of a status change. An assigned status counts as every trigger that leads to the state; an
    /// initial state has no trigger.
    /// </summary>
    public IEnumerable<Prerequisite> PrerequisitesOf(object? from, object to, ITransition? edge)
        => Prerequisites.Where(prerequisite => prerequisite.Concerns(Table, from, to, edge));

    /// <summary>Returns the current state of an entity, saved or not.</summary>
    public object? StateOf(EntityEntry entry) => entry.GetCurrentValue(Status);

    /// <summary>
    /// Returns the state that the row has after a save: a change that EF Core has not detected is not written.
    /// </summary>
    public object? WrittenStateOf(EntityEntry entry)
        => entry.State == EntityState.Modified && !entry.IsPropertyModified(Status)
            ? entry.GetOriginalValue(Status)
            : StateOf(entry);

    /// <summary>
    /// Returns the sequence that an entity was loaded with; null if it was not loaded, or there is no history yet.
    /// </summary>
    public int? SequenceOf(EntityEntry entry) => (int?)entry.GetOriginalValue(Sequence);

    /// <summary>Returns the values of an entity's key, including temporary ones.</summary>
    public IReadOnlyList<object?> KeyOf(EntityEntry entry)
        => [.. History.OwnerKey.Select(property => entry.GetCurrentValue(property))];

    /// <summary>Returns the current actor.</summary>
    /// <exception cref="IntegrityException">An actor is required, and there is none.</exception>
    public Actor RequireActor(ContextState state)
    {
        var actor = state.CurrentActor();
        return state.Registered.ActorRequired && actor.Kind == ActorKind.Unknown
            ? throw new IntegrityException([MissingActor.CreateViolation(EntityType.ShortName())])
            : actor;
    }

    /// <summary>Returns the SQL of a status in the form in which the history stores it.</summary>
    public string StateSql(string status, RowTable rows, RowTable history, RowCommand command)
    {
        if (!History.HasStateTexts)
        {
            return status;
        }

        var text = history.TypeOf(History.Type.FindProperty(nameof(TransitionRecord.ToState))!);
        return $"CASE {status}{string.Concat(Table.States.Select(state
            => $" WHEN {command.Parameter(rows.TypeOf(Status), state)}"
                + $" THEN {command.Parameter(text, StateText.Of(state))}"))} END";
    }

    public void AddTo(IEntityType entityType)
    {
        ModelPlan.Add(entityType, this);
        HistoryPlan.Add(this);
    }
}
