using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit;

/// <summary>
/// Says who acts, what time it is and how strict the blocks are, once for every block of a context.
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
    /// Takes the actor from a service, asked once per save.
    /// </summary>
    /// <remarks>
    /// The service is registered as scoped unless the application has registered it. A scoped service needs a context
    /// that comes from a scope: for a context made by a factory register it as a singleton, or use <c>ActingAs</c>.
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
    /// Takes the roles of an actor from a service, asked by rules such as <c>ChangedOnlyBy("manager")</c>.
    /// </summary>
    /// <remarks>
    /// The service is registered as scoped unless the application has registered it; the remarks on
    /// <see cref="UseActor{TSource}"/> hold. An unknown actor has no role, and the service is not asked.
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
    /// Takes the time from a clock other than the registered <see cref="TimeProvider"/>.
    /// </summary>
    /// <remarks>
    /// Without this call the blocks use the application's <see cref="TimeProvider"/> service, and
    /// <see cref="TimeProvider.System"/> where there is none.
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
    /// Sets the mode of every block that does not set its own.
    /// </summary>
    /// <param name="mode">The mode; without this call <see cref="EnforcementMode.Enforce"/>.</param>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder UseDefaultMode(EnforcementMode mode)
    {
        Options = Options with { DefaultMode = mode };
        return this;
    }

    /// <summary>
    /// Refuses, with the code <c>actor.missing</c>, every deletion and transition whose actor is unknown.
    /// </summary>
    /// <returns>The same builder.</returns>
    public IntegrityBuilder RequireActor()
    {
        Registered = Registered with { ActorRequired = true };
        return this;
    }

    /// <summary>
    /// Calls back after a save is committed: once per save, and never after a rollback.
    /// </summary>
    /// <remarks>
    /// The call comes when the save's transaction is really over: at the end of <c>SaveChanges</c>, of
    /// <c>Commit</c>, or of the ambient transaction; the context can be used again by then. What it throws is logged and
    /// does not reach the caller, whose data is committed. A transaction that was handed to EF Core with
    /// <c>UseTransaction</c> must be committed through EF Core (<c>Database.CommitTransaction</c>): a commit on the
    /// provider's own object cannot be seen, so the call is left out and a warning is logged.
    /// </remarks>
    /// <param name="observer">Receives what was committed.</param>
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
