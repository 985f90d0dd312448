using System.Diagnostics;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// All that the toolkit remembers for one context; forgotten when a pooled context is returned.
/// </summary>
internal sealed class ContextState(
    IDbContextOptions options, ILoggerFactory loggers, IntegrityOptions integrity, IntegrityServices registered)
    : IResettableService, IDisposable
{
    private readonly Dictionary<Type, object> _memories = [];

    public ActorScope Acting { get; } = new();

    public ILogger Logger => field ??= loggers.CreateLogger(Log.Category);

    /// <summary>Raised when the context is disposed of.</summary>
    public event Action? Disposing;

    /// <summary>Raised when the context is returned to its pool, before what rooms keep for it is cleared.</summary>
    public event Action? Resetting;

    /// <summary>The code of the application that runs now and must not save with this context, or null.</summary>
    public string? RunningCallback { get; set; }

    /// <summary>The scope a pooled or factory-made context is used in.</summary>
    public IServiceProvider? ScopedServices { get; set; }

    /// <summary>How often a pooled context was returned: what was begun before does not belong to its next user.</summary>
    public int PoolGeneration { get; private set; }

    public IntegrityServices Registered => registered;

    /// <summary>Whether every error of the database is translated, declared or not.</summary>
    public bool TranslatesAllErrors => integrity.TranslatesAllErrors;

    public bool SensitiveDataLogged { get; } =
        options.FindExtension<CoreOptionsExtension>()?.IsSensitiveDataLoggingEnabled ?? false;

    public IServiceProvider? ApplicationServices
        => ScopedServices ?? options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;

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

    public void ThrowIfNestedSave()
    {
        if (RunningCallback is not null)
        {
            throw new InvalidOperationException(
                $"{RunningCallback} called SaveChanges on the context that is being saved. Change or add entities there and leave the "
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
        Resetting?.Invoke();
        RunningCallback = null;
        Acting.Clear();
        ScopedServices = null;
        PoolGeneration++;
        _memories.Clear();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    public void Dispose() => Disposing?.Invoke();

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
