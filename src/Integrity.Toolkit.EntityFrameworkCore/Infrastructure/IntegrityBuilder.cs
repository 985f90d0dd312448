using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit;

/// <summary>
/// Configures the actor, the clock and the default mode for all blocks of a context.
/// </summary>
public sealed class IntegrityBuilder
{
    internal IntegrityBuilder(IServiceCollection services, IntegrityServices defaults, IntegrityOptions options)
    {
        Services = services;
        Registered = defaults;
        Options = options;
    }

    /// <summary>Gets the services of the application.</summary>
    public IServiceCollection Services { get; }

    internal IntegrityServices Registered { get; private set; }

    internal IntegrityOptions Options { get; private set; }

    /// <summary>
    /// Uses a service as the source of the actor, which is read once per save.
    /// </summary>
    /// <remarks>
    /// The service is registered as scoped unless the application has registered it. A scoped service requires a context from a
    /// scope. For a context from a factory, register the service as a singleton, or call <c>ActingAs</c>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the service.</typeparam>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder UseActor<TSource>()
        where TSource : class, IActorSource
    {
        AddScoped<TSource>();
        Registered = Registered with { ActorSource = typeof(TSource) };
        return this;
    }

    /// <summary>
    /// Uses a service as the source of the actor's roles, for rules such as <c>ChangedOnlyBy("manager")</c>.
    /// </summary>
    /// <remarks>
    /// The service is registered as scoped unless the application has registered it; the remarks on
    /// <see cref="UseActor{TSource}"/> apply. The service is not called for an unknown actor, which has no roles.
    /// </remarks>
    /// <typeparam name="TSource">The type of the service.</typeparam>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder UseRoles<TSource>()
        where TSource : class, IRoleSource
    {
        AddScoped<TSource>();
        Registered = Registered with { RoleSource = typeof(TSource) };
        return this;
    }

    /// <summary>
    /// Uses a clock other than the registered <see cref="TimeProvider"/>.
    /// </summary>
    /// <remarks>
    /// Without this call, the blocks use the application's <see cref="TimeProvider"/> service, or
    /// <see cref="TimeProvider.System"/> if there is none.
    /// </remarks>
    /// <param name="clock">The clock.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="clock"/> is <see langword="null"/>.</exception>
    public IntegrityBuilder UseTimeProvider(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);

        Registered = Registered with { Clock = clock };
        return this;
    }

    /// <summary>
    /// Specifies the mode of every block that does not specify its own.
    /// </summary>
    /// <param name="mode">The mode. The default is <see cref="EnforcementMode.Enforce"/>.</param>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder UseDefaultMode(EnforcementMode mode)
    {
        Options = Options with { DefaultMode = mode };
        return this;
    }

    /// <summary>
    /// Rejects every deletion and transition whose actor is unknown. The code is <c>actor.missing</c>.
    /// </summary>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder RequireActor()
    {
        Registered = Registered with { ActorRequired = true };
        return this;
    }

    /// <summary>
    /// Registers a callback that is called once for each committed save, and never after a rollback.
    /// </summary>
    /// <remarks>
    /// The callback runs when the transaction of the save has ended: at the end of <c>SaveChanges</c>, of <c>Commit</c> or of
    /// the ambient transaction. The context can be used again by then. Exceptions are logged and do not reach the caller,
    /// because the data is committed. A transaction that was passed to EF Core with <c>UseTransaction</c> must be committed
    /// through EF Core (<c>Database.CommitTransaction</c>): a commit on the provider's own object cannot be detected, so the
    /// callback is not called and a warning is logged.
    /// </remarks>
    /// <param name="observer">The callback, which receives the committed save.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is <see langword="null"/>.</exception>
    public IntegrityBuilder OnCommitted(Action<CommittedSave> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);

        Registered = Registered with { Observers = [.. Registered.Observers, observer] };
        return this;
    }

    private void AddScoped<TService>()
        where TService : class
    {
        if (!Services.Any(service => service.ServiceType == typeof(TService)))
        {
            Services.AddScoped<TService>();
        }
    }
}
