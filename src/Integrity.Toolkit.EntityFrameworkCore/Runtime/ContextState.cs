using System.Diagnostics;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Runtime;

/// <summary>
/// The state of the toolkit for one context. It is reset when a pooled context is returned.
/// </summary>
internal sealed class ContextState(
    IDbContextOptions options, ILoggerFactory loggers, IntegrityOptions integrity, IntegrityServices registered)
    : IResettableService, IDisposable
{
    private readonly Dictionary<Type, object> _memories = [];

    public ActorScope Acting { get; } = new();

    public ILogger Logger => field ??= loggers.CreateLogger(Log.Category);

    /// <summary>Raised when the context is disposed.</summary>
    public event Action? Disposing;

    /// <summary>Raised when the context is returned to its pool, before the memories of the blocks are cleared.</summary>
    public event Action? Resetting;

    /// <summary>The running application code that must not save with this context, or null.</summary>
    public string? RunningCallback { get; set; }

    /// <summary>The scope in which a pooled or factory-created context is used.</summary>
    public IServiceProvider? ScopedServices { get; set; }

    /// <summary>The number of returns to the pool: earlier work does not belong to the next user of the context.</summary>
    public int PoolGeneration { get; private set; }

    public IntegrityServices Registered => registered;

    /// <summary>Whether every database error is translated, including those that are not declared.</summary>
    public bool TranslatesAllErrors => integrity.TranslatesAllErrors;

    public bool SensitiveDataLogged { get; } =
        options.FindExtension<CoreOptionsExtension>()?.IsSensitiveDataLoggingEnabled ?? false;

    public IServiceProvider? ApplicationServices
        => ScopedServices ?? options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;

    public static ContextState? Find(DbContext context)
        => (ContextState?)((IInfrastructure<IServiceProvider>)context).Instance.GetService(typeof(ContextState));

    public static ContextState Of(DbContext context)
        => Find(context) ?? throw new InvalidOperationException(
            $"No block of Integrity.Toolkit is enabled for {context.GetType().Name}. Call UseIntegrity() or another Use...() "
            + "method where its options are configured.");

    /// <summary>Returns the memory of a block for this context.</summary>
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
                $"{RunningCallback} called SaveChanges on the context that is being saved. Change or add entities without "
                + "saving, or save in a hook that runs after the save.");
        }
    }

    /// <summary>Whether a service would be resolved from the root provider although it is scoped.</summary>
    public bool IsOutOfScope(Type service)
        => ApplicationServices is { } services
            && services.GetService(typeof(RootScope)) is RootScope root
            && root.Is(services)
            && root.IsScoped(service);

    public Actor CurrentActor() => Acting.Actor ?? SourceActor();

    /// <summary>Returns the correlation id that the application has set, or the id of the current trace.</summary>
    public string? CurrentCorrelation() => Acting.CorrelationId ?? Activity.Current switch
    {
        { IdFormat: ActivityIdFormat.W3C } trace => trace.TraceId.ToHexString(),
        { RootId: { Length: <= IntegrityDefaults.MaxCodeLength } root } => root,
        _ => null,
    };

    public TimeProvider Clock()
        => Registered.Clock ?? (TimeProvider?)ApplicationServices?.GetService(typeof(TimeProvider)) ?? TimeProvider.System;

    public DateTime UtcNow()
    {
        var now = Clock().GetUtcNow().UtcDateTime;

        // Databases store microseconds: the value in memory then equals the value that is read back.
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

    /// <summary>Returns the source of roles, or null if none is registered.</summary>
    public IRoleSource? Roles() => Registered.RoleSource is { } source ? (IRoleSource?)Service(source) : null;

    private Actor SourceActor()
        => Registered.ActorSource is { } source
            ? ((IActorSource?)Service(source))?.Current ?? Actor.Unknown
            : Actor.Unknown;

    private object? Service(Type source)
        => IsOutOfScope(source)
            ? throw new InvalidOperationException(
                $"{source.Name} is a scoped service, but this context was not created in a scope (it is from a factory, or "
                + "from a pool that was registered after AddIntegrity). Call AddIntegrity after AddDbContextPool, register "
                + $"{source.Name} as a singleton, or specify the actor with ActingAs.")
            : ApplicationServices?.GetService(source);
}
