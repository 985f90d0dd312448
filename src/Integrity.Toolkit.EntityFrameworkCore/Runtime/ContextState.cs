using System.Diagnostics;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// All that the toolkit remembers for one context; forgotten when a pooled context is returned.
/// </summary>
internal sealed class ContextState(IDbContextOptions options, ILoggerFactory loggers) : IResettableService, IDisposable
{
    /// <summary>A mutable struct, so a field: the pause that EF Core's change detection makes during a save.</summary>
    public AutoDetectChangesScope Pause;

    private readonly Dictionary<Type, object> _memories = [];

    public ActorScope Acting { get; } = new();

    /// <summary>Saves whose commit may happen unseen.</summary>
    public UnobservedCommits Unseen { get; } = new();

    public ILogger Logger => field ??= loggers.CreateLogger(Log.Category);

    /// <summary>The save whose outcome is not settled yet.</summary>
    public SaveContext? Session { get; set; }

    /// <summary>What is running now that must not save with this context, or null.</summary>
    public string? Busy { get; set; }

    /// <summary>Whether the SQL of a save is being sent, with its commit where it has one of its own.</summary>
    public bool IsWriting { get; set; }

    /// <summary>The scope a pooled or factory-made context is used in.</summary>
    public IServiceProvider? LeaseServices { get; set; }

    /// <summary>How often a pooled context was returned: what was begun before is none of its next user's.</summary>
    public int Lease { get; private set; }

    public IntegrityServices Registered { get; } =
        options.FindExtension<IntegrityOptionsExtension>()?.Registered ?? IntegrityServices.None;

    /// <summary>Whether every refusal of the database is explained, declared or not.</summary>
    public bool ExplainsDatabase { get; } =
        options.FindExtension<IntegrityOptionsExtension>()?.Options.ExplainsDatabase ?? false;

    public bool SensitiveDataLogged { get; } =
        options.FindExtension<CoreOptionsExtension>()?.IsSensitiveDataLoggingEnabled ?? false;

    public IServiceProvider? ApplicationServices
        => LeaseServices ?? options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;

    public static ContextState? Find(DbContext context)
        => (ContextState?)((IInfrastructure<IServiceProvider>)context).Instance.GetService(typeof(ContextState));

    public static ContextState Of(DbContext context)
        => Find(context) ?? throw new InvalidOperationException(
            $"No block of Integrity.Toolkit is switched on for {context.GetType().Name}. Call UseSoftDelete() or another "
            + "of its Use...() where its options are built.");

    /// <summary>What a room remembers for this context.</summary>
    public TMemory Memory<TMemory>()
        where TMemory : class, new()
    {
        if (!_memories.TryGetValue(typeof(TMemory), out var memory))
        {
            _memories[typeof(TMemory)] = memory = new TMemory();
        }

        return (TMemory)memory;
    }

    public TMemory? FindMemory<TMemory>()
        where TMemory : class
        => (TMemory?)_memories.GetValueOrDefault(typeof(TMemory));

    public void RefuseNestedSave()
    {
        if (Busy is not null)
        {
            throw new InvalidOperationException(
                $"{Busy} called SaveChanges on the context that is being saved. Change or add entities there and leave the "
                + "saving to the save that is running, or save in a hook that runs after it.");
        }
    }

    /// <summary>Whether a service that is asked for by a type would be taken from the application's root by mistake.</summary>
    public bool IsOutOfScope(Type service)
        => ApplicationServices is { } services
            && services.GetService(typeof(RootScope)) is RootScope root
            && root.Is(services)
            && root.IsScoped(service);

    public Actor CurrentActor() => Acting.Actor ?? SourceActor();

    /// <summary>What ties what is done now to a request or job: what the application said, or else the trace it is done in.</summary>
    public string? CurrentCorrelation() => Acting.CorrelationId ?? Activity.Current switch
    {
        { IdFormat: ActivityIdFormat.W3C } trace => trace.TraceId.ToHexString(),
        { RootId: { Length: <= IntegrityDefaults.MaxCodeLength } root } => root,
        _ => null,
    };

    public DateTime UtcNow()
    {
        var clock = Registered.Clock
            ?? (TimeProvider?)ApplicationServices?.GetService(typeof(TimeProvider))
            ?? TimeProvider.System;
        var now = clock.GetUtcNow().UtcDateTime;

        // Databases keep microseconds: what is held in memory is then what is read back.
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }

    public void ResetState()
    {
        Unseen.Sweep(this);
        Session = null;
        Busy = null;
        IsWriting = false;
        Pause = default;
        Acting.Clear();
        LeaseServices = null;
        Lease++;
        _memories.Clear();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    public void Dispose() => Unseen.Sweep(this);

    /// <summary>The service that knows the roles of actors, or null where none is registered.</summary>
    public IRoleSource? Roles() => Registered.RoleSource is { } source ? (IRoleSource?)Service(source) : null;

    private Actor SourceActor()
        => Registered.ActorSource is { } source
            ? ((IActorSource?)Service(source))?.Current ?? Actor.Unknown
            : Actor.Unknown;

    private object? Service(Type source)
        => IsOutOfScope(source)
            ? throw new InvalidOperationException(
                $"{source.Name} is a scoped service, but this context was not made in a scope (it comes from a factory, or "
                + "from a pool that was registered after AddIntegrity). Call AddIntegrity after AddDbContextPool, register "
                + $"{source.Name} as a singleton, or say who acts with ActingAs.")
            : ApplicationServices?.GetService(source);
}
