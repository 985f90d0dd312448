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

/// <summary>One call that moves all rows of a query: who asks for what, when and why.</summary>
internal sealed class SetBasedRequest
{
    /// <summary>
    /// The temporary table of the rows that were picked: their key as <c>k0</c>, <c>k1</c> and so on, <c>seq</c> and <c>state</c> as
    /// they were found, and <c>edge</c>: the number of an outcome, negative for rows with nothing to do, and 0 for those that may
    /// not be moved.
    /// </summary>
    public const string Picked = "integrity_picked";

    public SetBasedRequest(DbContext context, IEntityType entityType, TransitionRequest request, SetBasedTransitionOptions options)
    {
        Plan = TransitionsPlan.Of(entityType);
        var state = ContextState.Of(context);
        (Context, EntityType, Request, Options) = (context, entityType, request, options);
        Dialect = DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) ?? throw new NotSupportedException(
            $"The toolkit does not know how {context.Database.ProviderName} moves rows: SQLite and PostgreSQL are known.");
        Actor = state.CurrentActor();
        Reason = options.Reason ?? state.Acting.Reason;
        Now = state.UtcNow();
        History = Plan.History.In(context);
        Tables = [.. RowTable.All(entityType, Plan.Status, context.GetService<ISqlGenerationHelper>())];
        CorrelationId = state.CurrentCorrelation();
        Companions = Plan.Mode == EnforcementMode.Off ? [] : [new SetBasedEffectsContributor(Plan), new SetBasedInvariantContributor(), new SetBasedPrerequisiteContributor()];
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

    /// <summary>Where each row goes.</summary>
    public SetBasedOutcomeExpression Cases { get; }

    public string Name => EntityType.ShortName();

    /// <summary>For messages: the method that a user called.</summary>
    public string Method => Request.IsTrigger ? "ExecuteFire" : "ExecuteTransitionTo";

    /// <summary>The table of the history.</summary>
    public RowTable History { get; }

    /// <summary>The tables with the status: more than one where each type of a hierarchy has a table of its own.</summary>
    public IReadOnlyList<RowTable> Tables { get; }

    public IReadOnlyList<SetBasedContributor> Companions { get; }

    /// <summary>Columns that are set together with the status.</summary>
    public IEnumerable<SetBasedColumn> Columns => Companions.SelectMany(companion => companion.Columns(this));

    /// <summary>Columns of other blocks that change with every write of a row.</summary>
    public IEnumerable<ConcurrencyColumn> Along
        => EntityType.GetDerivedTypesInclusive()
            .SelectMany(type => ModelPlan.Of(Context.Model).Find(type)?.Blocks ?? [])
            .SelectMany(block => block.Along)
            .DistinctBy(column => column.Property);

    /// <summary>The transitions that a row in a state may take.</summary>
    public IReadOnlyList<ITransition> Edges(object from)
        => Request.IsTrigger ? Plan.Table.FindByTrigger(from, Request.Wanted)
            : Plan.Table.Contains(Request.Wanted) ? Plan.Table.Find(from, Request.Wanted)
            : [];

    /// <summary>Whether a row in a state has nothing to do, whatever guards say.</summary>
    public bool MayIgnore(object from)
        => Request.IsTrigger ? Plan.Table.Ignores(from, Request.Wanted) : Equals(from, Request.Wanted) && !Plan.Table.Permits(from, from);

    /// <summary>The guards of which one must hold for that; empty for always.</summary>
    public IReadOnlyList<TransitionGuard> IgnoreGuards(object from)
        => Request.IsTrigger ? Plan.Table.IgnoreGuards(from, Request.Wanted) : [];

    /// <summary>Where a value of the key of what was picked is.</summary>
    public string PickedKey(IProperty key) => $"p.k{Plan.History.OwnerKey.TakeWhile(other => other != key).Count()}";

    public RowCommand Command() => new(Context, CommandSource.ExecuteUpdate);
}
