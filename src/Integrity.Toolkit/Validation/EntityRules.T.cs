using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// The rules of one type. Derive from this class and declare the rules in the constructor.
/// </summary>
/// <remarks>
/// <para>The rules of one member run in their order until the first error; the other members are still checked. Only
/// <c>Required</c> and <c>ChangedOnlyBy</c> apply to null. Evaluation does not depend on the culture.</para>
/// <para>An instance is immutable once it is in use, and thread-safe.</para>
/// </remarks>
/// <typeparam name="T">The type: a class, a struct or an interface. The rules also apply to derived types.</typeparam>
/// <example>
/// <code>
/// public sealed class TicketRules : EntityRules&lt;Ticket&gt;
/// {
///     public TicketRules()
///     {
///         For(x => x.Subject).Required().MaxLength(200);
///         For(x => x.CustomerEmail).Email();
///         Rule(x => x.Used &lt;= x.Limit, "ticket.credit").On(x => x.Used);
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
    /// Runs the rules and returns every violation.
    /// </summary>
    /// <remarks>Rules that require the database, and <c>ChangedOnlyBy</c>, do not run: they require a tracked entity.</remarks>
    /// <param name="entity">The entity.</param>
    /// <param name="context">The facts that the entity does not contain; <see cref="RuleContext.Default"/> by default.</param>
    /// <returns>The report; the same instance if there are no violations.</returns>
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
    /// Returns whether the rules find no error. Stops at the first error and does not allocate.
    /// </summary>
    /// <inheritdoc cref="Validate" path="/remarks"/>
    /// <param name="entity">The entity.</param>
    /// <param name="context">The facts that the entity does not contain; <see cref="RuleContext.Default"/> by default.</param>
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
    /// Returns whether the rules of one member find no error.
    /// </summary>
    /// <remarks>
    /// The compiler creates a new expression for each call. Use the overload with a name if performance matters.
    /// </remarks>
    /// <typeparam name="TValue">The type of the member.</typeparam>
    /// <param name="entity">The entity.</param>
    /// <param name="member">The member, such as <c>x => x.Email</c>.</param>
    /// <param name="context">The facts that the entity does not contain; <see cref="RuleContext.Default"/> by default.</param>
    /// <returns><see langword="true"/> if there is no error, or if the member has no rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="member"/> does not select a member, or the declarations contradict each other.
    /// </exception>
    public bool IsValid<TValue>(T entity, Expression<Func<T, TValue>> member, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: true);
        CheckMember(MemberAccess.Of(member, GetType().Name, nameof(member)).Name, entity, ref run);

        return !run.Failed;
    }

    /// <summary>
    /// Returns whether the rules of one member find no error. Does not allocate.
    /// </summary>
    /// <param name="entity">The entity.</param>
    /// <param name="member">The name of the member.</param>
    /// <param name="context">The facts that the entity does not contain; <see cref="RuleContext.Default"/> by default.</param>
    /// <returns><see langword="true"/> if there is no error.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No rule applies to the member, or the declarations contradict each other.</exception>
    public bool IsValid(T entity, string member, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(member);

        var run = new RuleRun(context ?? RuleContext.Default, subject: null, _name, onlyAsks: true);
        if (!CheckMember(member, entity, ref run))
        {
            throw new ArgumentException(
                $"{GetType().Name} has no rule for {_name}.{member}. Correct the name, or declare a rule with For(...).",
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

    /// <summary>Skips deleted entities.</summary>
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
