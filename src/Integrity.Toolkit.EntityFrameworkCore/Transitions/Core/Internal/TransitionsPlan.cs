using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>How the status of a type moves, and where its history is written.</summary>
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

    /// <summary>What must be so in the database when a state is entered.</summary>
    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];

    /// <summary>The type that declares the transitions.</summary>
    public required IEntityType EntityType { get; init; }

    public override string? Instead(IReadOnlyCollection<string> written)
        => written.Contains(Status.Name)
            ? $"To move {Status.Name} in all rows of a query, each with its history, call "
                + (Table.TriggerType is null ? "" : "query.ExecuteFireAsync(trigger) or ") + "query.ExecuteTransitionToAsync(state). "
            : null;

    /// <summary>The plan of a type in every mode; while the block is off, the table still says where a trigger leads.</summary>
    public static TransitionsPlan Of(IEntityType entityType)
        => ModelPlan.FindDeclared<TransitionsPlan>(entityType) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()} declares no transitions in this context. Call UseTransitions() for the context, and "
            + $"HasTransitions(x => x.Status, table) for {entityType.ShortName()}.");

    /// <inheritdoc cref="Of(IEntityType)"/>
    public static TransitionsPlan Of<TEntity>(DbContext context) => Of(TypeOf<TEntity>(context));

    /// <summary>The type of entities in the model of a context.</summary>
    public static IEntityType TypeOf<TEntity>(DbContext context)
        => context.Model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException(
            $"{typeof(TEntity).Name} is not an entity type of {context.GetType().Name}.");

    /// <summary>
    /// The prerequisites of a move. Of one that was assigned the trigger may be any that leads there; a first state has none.
    /// </summary>
    public IEnumerable<Prerequisite> PrerequisitesOf(object? from, object to, ITransition? edge)
        => Prerequisites.Where(prerequisite => prerequisite.Concerns(Table, from, to, edge));

    /// <summary>The present state of an entity, saved or not.</summary>
    public object? StateOf(EntityEntry entry) => entry.GetCurrentValue(Status);

    /// <summary>The state that a save writes, or leaves: a change that EF Core has not detected is not written.</summary>
    public object? WrittenStateOf(EntityEntry entry)
        => entry.State == EntityState.Modified && !entry.IsPropertyModified(Status)
            ? entry.GetOriginalValue(Status)
            : StateOf(entry);

    /// <summary>The sequence with which an entity was loaded; null where it is not known, or there is no history yet.</summary>
    public int? SequenceOf(EntityEntry entry) => (int?)entry.GetOriginalValue(Sequence);

    /// <summary>The values of an entity's key, made up ones too.</summary>
    public IReadOnlyList<object?> KeyOf(EntityEntry entry)
        => [.. History.OwnerKey.Select(property => entry.GetCurrentValue(property))];

    /// <summary>Who acts.</summary>
    /// <exception cref="IntegrityException">An actor is required, and nobody is known to act.</exception>
    public Actor RequireActor(ContextState state)
    {
        var actor = state.CurrentActor();
        return state.Registered.ActorRequired && actor.Kind == ActorKind.Unknown
            ? throw new IntegrityException([MissingActor.CreateViolation(EntityType.ShortName())])
            : actor;
    }

    /// <summary>A status in SQL as the history has it.</summary>
    public string StateSql(string status, RowTable rows, RowTable history, RowCommand command)
    {
        if (!History.HasStateTexts)
        {
            return status;
        }

        var text = history.TypeOf(History.Type.FindProperty(nameof(TransitionRecord.ToState))!);
        return $"CASE {status}{string.Concat(Table.States.Select(state
            => $" WHEN {command.Parameter(rows.TypeOf(Status), state)} THEN {command.Parameter(text, StateText.Of(state))}"))} END";
    }

    public void AddTo(IEntityType entityType)
    {
        ModelPlan.Add(entityType, this);
        HistoryPlan.Add(this);
    }
}
