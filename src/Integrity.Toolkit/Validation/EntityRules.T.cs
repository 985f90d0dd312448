using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Holds the rules of one type. Derive from it, and declare the rules in the constructor.
/// </summary>
/// <remarks>
/// <para>Rules of one member run in their order up to the first error; the other members are looked at all the same. A null
/// concerns no rule but <c>Required</c> and <c>ChangedOnlyBy</c>. Nothing depends on the culture.</para>
/// <para>An instance is immutable once it is used and serves any number of threads.</para>
/// </remarks>
/// <typeparam name="T">The type: a class, a struct or an interface. The rules hold for derived types as well.</typeparam>
/// <example>
/// <code>
/// public sealed class TicketRules : EntityRules&lt;Ticket&gt;
/// {
///     public TicketRules()
///     {
///         For(x => x.Subject).Required().MaxLength(200);
///         For(x => x.CustomerEmail).Email();
///         Rule("ticket.credit", x => x.Used &lt;= x.Limit).On(x => x.Used);
///     }
/// }
/// </code>
/// </example>
public abstract partial class EntityRules<T> : EntityRules
    where T : notnull
{
    private readonly string _name = NameOf(typeof(T));

    private RulePlan<T>? _plan;

    /// <inheritdoc/>
    internal sealed override Type EntityType => typeof(T);

    /// <summary>
    /// Runs the rules and tells everything that they find.
    /// </summary>
    /// <remarks>Rules that the database answers, and <c>ChangedOnlyBy</c>, do not run: they need a tracked entity.</remarks>
    /// <param name="entity">The entity.</param>
    /// <param name="context">What the entity does not tell; without it <see cref="RuleContext.Default"/>.</param>
    /// <returns>The report; always the same one when nothing was found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    public ValidationReport Validate(T entity, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: false);
        CheckRoot(entity, ref run);

        return run.Violations is null ? ValidationReport.Valid : new ValidationReport(run.Violations);
    }

    /// <summary>
    /// Tells whether the rules find no error; stops at the first, and allocates nothing.
    /// </summary>
    /// <inheritdoc cref="Validate" path="/remarks"/>
    /// <param name="entity">The entity.</param>
    /// <param name="context">What the entity does not tell; without it <see cref="RuleContext.Default"/>.</param>
    /// <returns><see langword="true"/> if there is no error; warnings do not count.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    public bool IsValid(T entity, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: true);
        CheckRoot(entity, ref run);

        return !run.Failed;
    }

    /// <summary>
    /// Tells whether the rules about one member find no error.
    /// </summary>
    /// <remarks>The compiler makes a new expression for each call: where that counts, give the name instead.</remarks>
    /// <typeparam name="TValue">The type of the member.</typeparam>
    /// <param name="entity">The entity.</param>
    /// <param name="member">The member, such as <c>x => x.Email</c>.</param>
    /// <param name="context">What the entity does not tell; without it <see cref="RuleContext.Default"/>.</param>
    /// <returns><see langword="true"/> if there is no error, also for a member without rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="member"/> is no member, or the declarations contradict each other.</exception>
    public bool IsValid<TValue>(T entity, Expression<Func<T, TValue>> member, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: true);
        CheckMember(MemberAccess.Of(member, GetType().Name, nameof(member)).Name, entity, ref run);

        return !run.Failed;
    }

    /// <summary>
    /// Tells whether the rules about one member find no error; allocates nothing.
    /// </summary>
    /// <param name="entity">The entity.</param>
    /// <param name="member">The name of the member.</param>
    /// <param name="context">What the entity does not tell; without it <see cref="RuleContext.Default"/>.</param>
    /// <returns><see langword="true"/> if there is no error.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No rule is about such a member, or the declarations contradict each other.</exception>
    public bool IsValid(T entity, string member, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(member);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: true);
        if (!CheckMember(member, entity, ref run))
        {
            throw new ArgumentException(
                $"{GetType().Name} has no rule about {_name}.{member}. Correct the name, or declare a rule with For(...).",
                nameof(member));
        }

        return !run.Failed;
    }

    internal sealed override void CheckObject(object entity, ref RuleRun run) => CheckRoot((T)entity, ref run);

    internal void CheckVisited(T entity, ref RuleRun run)
    {
        var plan = _plan ?? Plan();
        if (!plan.IsRecursive || typeof(T).IsValueType || run.Visit(this, entity))
        {
            plan.Check(entity, ref run);
        }
    }

    internal bool CheckMember(string member, T entity, ref RuleRun run) => Plan().CheckMember(member, entity, ref run);

    /// <summary>What is deleted need not be right.</summary>
    private void CheckRoot(T entity, ref RuleRun run)
    {
        if (run.Context.Operation != EntityOperation.Delete)
        {
            CheckVisited(entity, ref run);
        }
    }

    private RulePlan<T> Plan()
    {
        Freeze();

        return _plan!;
    }

    private static string NameOf(Type type)
        => type.Name.IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick ? type.Name[..tick] : type.Name;
}
