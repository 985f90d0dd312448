using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>A request to change the status of all rows of a query, with its actor, time and reason.</summary>
internal sealed class SetBasedRequest
{
    /// <summary>
    /// The temporary table of the selected rows: their key as <c>k0</c>, <c>k1</c> and so on, <c>seq</c> and <c>state</c> as they
    /// were read, and <c>edge</c>: the number of an outcome, negative for rows that do not change, and 0 for rows for which the
    /// transition is not permitted.
    /// </summary>
    public const string Picked = "integrity_picked";

    public SetBasedRequest(DbContext context, IEntityType entityType, TransitionRequest request, SetBasedTransitionOptions options)
    {
        Plan = TransitionsPlan.Of(entityType);
        var state = ContextState.Of(context);
        (Context, EntityType, Request, Options) = (context, entityType, request, options);
        Dialect = DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) ?? throw new NotSupportedException(
            $"Set-based transitions do not support the provider {context.Database.ProviderName}. Use SQLite or PostgreSQL, or "
            + "load the entities and change their status.");
        Actor = state.CurrentActor();
        Reason = options.Reason ?? state.Acting.Reason;
        Now = state.UtcNow();
        History = Plan.History.In(context);
        Tables = [.. RowTable.All(entityType, Plan.Status, context.GetService<ISqlGenerationHelper>())];
        CorrelationId = state.CurrentCorrelation();
        Companions = Plan.Mode == EnforcementMode.Off
            ? []
            : [new SetBasedEffectsContributor(Plan), new SetBasedInvariantContributor(), new SetBasedPrerequisiteContributor()];
        Cases = new SetBasedOutcomeExpression(this);
    }

    public DbContext Context { get; }

    public IEntityType EntityType { get; }

    public TransitionsPlan Plan { get; }

    public TransitionRequest Request { get; }

    public SetBasedTransitionOptions Options { get; }

    public DatabaseDialect Dialect { get; }

    public Actor Actor { get; }

    public string? Reason { get; }

    public DateTime Now { get; }

    public string? CorrelationId { get; }

    /// <summary>Gets the outcome of each row.</summary>
    public SetBasedOutcomeExpression Cases { get; }

    public string Name => EntityType.ShortName();

    /// <summary>Gets the name of the called method, for messages.</summary>
    public string Method => Request.IsTrigger ? "ExecuteFire" : "ExecuteTransitionTo";

    /// <summary>Gets the table of the history.</summary>
    public RowTable History { get; }

    /// <summary>Gets the tables with the status: more than one for a hierarchy with a table for each type.</summary>
    public IReadOnlyList<RowTable> Tables { get; }

    public IReadOnlyList<SetBasedContributor> Companions { get; }

    /// <summary>Gets the columns that are set together with the status.</summary>
    public IEnumerable<SetBasedColumn> Columns => Companions.SelectMany(companion => companion.Columns(this));

    /// <summary>Gets the columns of other blocks that change with every update of a row.</summary>
    public IEnumerable<ConcurrencyColumn> Along
        => EntityType.GetDerivedTypesInclusive()
            .SelectMany(type => ModelPlan.Of(Context.Model).Find(type)?.Blocks ?? [])
            .SelectMany(block => block.Along)
            .DistinctBy(column => column.Property);

    /// <summary>Returns the transitions that a row in a state can take.</summary>
    public IReadOnlyList<ITransition> Edges(object from)
        => Request.IsTrigger ? Plan.Table.FindByTrigger(from, Request.Wanted)
            : Plan.Table.Contains(Request.Wanted) ? Plan.Table.Find(from, Request.Wanted)
            : [];

    /// <summary>Returns whether the request can be ignored for a row in a state, apart from guards.</summary>
    public bool MayIgnore(object from)
        => Request.IsTrigger
            ? Plan.Table.Ignores(from, Request.Wanted)
            : Equals(from, Request.Wanted) && !Plan.Table.Permits(from, from);

    /// <summary>Returns the guards of which one must be met to ignore the request; empty if none is required.</summary>
    public IReadOnlyList<TransitionGuard> IgnoreGuards(object from)
        => Request.IsTrigger ? Plan.Table.IgnoreGuards(from, Request.Wanted) : [];

    /// <summary>Returns the column of the selected rows with a value of the key.</summary>
    public string PickedKey(IProperty key) => $"p.k{Plan.History.OwnerKey.TakeWhile(other => other != key).Count()}";

    public RowCommand Command() => new(Context, CommandSource.ExecuteUpdate);
}
