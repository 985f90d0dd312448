using System.Collections.ObjectModel;
using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Describes one rule of a rule set: all that there is to know without running it.
/// </summary>
internal sealed class RuleDescription
{
    private Dictionary<string, object?>? _arguments;
    private ReadOnlyDictionary<string, object?>? _readOnly;

    internal RuleDescription(RuleKind kind, string code, RuleMember? member)
    {
        Kind = kind;
        Code = code;
        Member = member;
        Message = RuleMessages.Of(code);
    }

    /// <summary>Gets what the rule looks at.</summary>
    public RuleKind Kind { get; }

    /// <summary>Gets the stable code of its violations.</summary>
    public string Code { get; internal set; }

    /// <summary>Gets whether a failure stops the change.</summary>
    /// <value>The default is <see cref="ViolationSeverity.Error"/>.</value>
    public ViolationSeverity Severity { get; internal set; }

    /// <summary>Gets the member that its violations point at, or <see langword="null"/> for the object as a whole.</summary>
    public RuleMember? Member { get; internal set; }

    /// <summary>
    /// Gets every member that the rule and its conditions read, each once. <see cref="RuleKind.Exists"/> and
    /// <see cref="RuleKind.Unique"/> have their <see cref="KeyMembers"/> among them.
    /// </summary>
    public IReadOnlyList<RuleMember> Members { get; internal set; } = [];

    /// <summary>Gets whether the rule may read members that are not listed, because it hands the whole object to code.</summary>
    public bool ReadsEverything { get; internal set; }

    /// <summary>Gets whether the rule is about each item of the member's collection, rather than about the member.</summary>
    public bool IsForEachItem { get; internal init; }

    /// <summary>Gets the constants of the rule by name; see <see cref="RuleKind"/> for the names.</summary>
    public IReadOnlyDictionary<string, object?> Arguments
        => _arguments is null ? ReadOnlyDictionary<string, object?>.Empty : _readOnly ??= new(_arguments);

    /// <summary>
    /// Gets <see cref="EntityOperation.Create"/> for a rule of <c>OnCreate</c>, <see cref="EntityOperation.Update"/> for one
    /// of <c>OnUpdate</c>, and <see langword="null"/> for a rule that holds always.
    /// </summary>
    public EntityOperation? Operation => Scope?.Operation;

    /// <summary>Gets the conditions of <c>When</c> under which the rule holds: all of them must be met.</summary>
    public IReadOnlyList<LambdaExpression> Conditions => Scope?.Conditions ?? [];

    /// <summary>Gets the condition that must hold, for a rule that was written as an expression.</summary>
    public LambdaExpression? Expression { get; internal init; }

    /// <summary>Gets the members, in order, whose values the database is asked for; empty for rules that need none.</summary>
    public IReadOnlyList<RuleMember> KeyMembers { get; internal init; } = [];

    /// <summary>Gets the type of the rows that must exist, for <see cref="RuleKind.Exists"/>.</summary>
    public Type? Target { get; internal init; }

    /// <summary>
    /// Gets the names of the target's members, in the order of <see cref="KeyMembers"/>; empty for its primary key.
    /// </summary>
    public IReadOnlyList<string> TargetMembers { get; internal init; } = [];

    /// <summary>Gets whether rows count that query filters hide: deleted ones, or those of another tenant.</summary>
    public bool IgnoresFilters { get; internal init; }

    /// <summary>Gets the rules of what the member holds, for <see cref="RuleKind.Nested"/>.</summary>
    public EntityRules? Nested { get; internal init; }

    /// <summary>Gets whether the database is asked to hold the rule as well: from any program, by a CHECK constraint.</summary>
    public bool IsCheckedInDatabase { get; internal set; }

    internal Func<IntegrityViolation, string> Message { get; set; }

    internal RuleScope? Scope { get; init; }

    /// <summary>Whether the rule came along with another one, whose code and message are not meant for it.</summary>
    internal bool IsAuxiliary { get; init; }

    internal RuleMember? Other { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Member is null ? Code : $"{Member}: {Code}";

    /// <summary>
    /// Makes the violation of this rule where it was found to be broken elsewhere, such as by a constraint of the database.
    /// </summary>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="key">The values of the primary key, in its order; empty when not known yet.</param>
    /// <returns>The violation, with the code, the message and the severity of the rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="entity"/> is empty.</exception>
    public IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?>? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);

        return CreateViolation(entity, key ?? [], Member?.Path, value: null, shown: false);
    }

    internal RuleDescription With(string name, object? value)
    {
        (_arguments ??= new(StringComparer.Ordinal))[name] = value;

        return this;
    }

    internal IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key, MemberPath? path, object? value, bool shown)
    {
        var arguments = Arguments;
        if (shown)
        {
            arguments = new Dictionary<string, object?>(arguments, StringComparer.Ordinal) { ["value"] = value };
        }

        return new IntegrityViolation(Code, entity, Message, path, key, arguments, Severity);
    }
}
