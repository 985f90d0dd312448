namespace Integrity.Toolkit.Validation;

/// <summary>
/// Tells rules what the entity itself does not: who acts, what happens to it, and what time it is.
/// </summary>
/// <example>
/// <code>
/// var report = rules.Validate(ticket, new RuleContext { Operation = EntityOperation.Create, TimeProvider = clock });
/// </code>
/// </example>
public sealed record RuleContext
{
    private readonly DateTime? _now;

    /// <summary>Gets the context of a caller who says nothing.</summary>
    public static RuleContext Default { get; } = new();

    /// <summary>Gets what happens to the entity.</summary>
    /// <value>
    /// The default is <see langword="null"/>: neither the rules of <c>OnCreate</c> nor those of <c>OnUpdate</c> run. Every
    /// operation on a row that exists is an update here, except <see cref="EntityOperation.Delete"/>, for which no rules run.
    /// </value>
    public EntityOperation? Operation { get; init; }

    /// <summary>Gets who acts.</summary>
    /// <value>The default is <see cref="Actor.Unknown"/>.</value>
    public Actor Actor { get; init; }

    /// <summary>Gets who tells the roles of the actor.</summary>
    /// <value>The default is <see langword="null"/>: nobody has any role.</value>
    public IRoleSource? Roles { get; init; }

    /// <summary>Gets whether an unknown actor may change what is reserved for roles.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowsUnknownActor { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the time that rules compare with, in UTC.</summary>
    /// <value>
    /// The default is the time of <see cref="TimeProvider"/>, read each time. A value without a kind is taken as UTC, and a local time
    /// is converted.
    /// </value>
    public DateTime Now
    {
        get => _now ?? TimeProvider.GetUtcNow().UtcDateTime;
        init => _now = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }

    /// <summary>Gets whether violations may show values of user data, except those of sensitive members.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ShowsValues { get; init; }

    /// <summary>Tells whether the actor has a role.</summary>
    /// <param name="role">The name of the role.</param>
    /// <returns><see langword="true"/> if the actor is known and has the role.</returns>
    public bool HasRole(string role)
        => Actor.Kind != ActorKind.Unknown && Roles is not null && Roles.HasRole(Actor, role);
}
