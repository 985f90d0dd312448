namespace Integrity.Toolkit.Validation;

/// <summary>
/// Provides rules with the facts that the entity does not contain: the actor, the operation and the time.
/// </summary>
/// <example>
/// <code>
/// var report = rules.Validate(ticket, new RuleContext { Operation = EntityOperation.Create, TimeProvider = clock });
/// </code>
/// </example>
public sealed record RuleContext
{
    private readonly DateTime? _now;

    /// <summary>Gets the context with default values.</summary>
    public static RuleContext Default { get; } = new();

    /// <summary>Gets the operation on the entity.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the rules of <c>OnCreate</c> and <c>OnUpdate</c> do not run. Every operation on
    /// an existing row counts as an update, except <see cref="EntityOperation.Delete"/>, for which no rules run.
    /// </value>
    public EntityOperation? Operation { get; init; }

    /// <summary>Gets the actor.</summary>
    /// <value>The default is <see cref="Actor.Unknown"/>.</value>
    public Actor Actor { get; init; }

    /// <summary>Gets the source of the actor's roles.</summary>
    /// <value>The default is <see langword="null"/>: the actor has no roles.</value>
    public IRoleSource? Roles { get; init; }

    /// <summary>Gets whether an unknown actor may change members that are restricted to roles.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowsUnknownActor { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the current time for rules, in UTC.</summary>
    /// <value>
    /// The default is the time of <see cref="TimeProvider"/>, read each time. An unspecified kind is treated as UTC, and a local
    /// time is converted.
    /// </value>
    public DateTime Now
    {
        get => _now ?? TimeProvider.GetUtcNow().UtcDateTime;
        init => _now = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }

    /// <summary>Gets whether violations may show user data, except the values of sensitive members.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ShowsValues { get; init; }

    /// <summary>Returns whether the actor has a role.</summary>
    /// <param name="role">The name of the role.</param>
    /// <returns><see langword="true"/> if the actor is not unknown and has the role.</returns>
    public bool HasRole(string role)
        => Actor.Kind != ActorKind.Unknown && Roles is not null && Roles.HasRole(Actor, role);
}
