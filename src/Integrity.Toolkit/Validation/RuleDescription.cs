using System.Collections.ObjectModel;
using System.Linq.Expressions;
using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Describes one rule of a rule set without running it.
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

    /// <summary>Gets the kind of the rule.</summary>
    public RuleKind Kind { get; }

    /// <summary>Gets the stable code of its violations.</summary>
    public string Code { get; internal set; }

    /// <summary>Gets whether a violation rejects the change.</summary>
    /// <value>The default is <see cref="ViolationSeverity.Error"/>.</value>
    public ViolationSeverity Severity { get; internal set; }

    /// <summary>Gets the member in the path of its violations, or <see langword="null"/> for the object as a whole.</summary>
    public RuleMember? Member { get; internal set; }

    /// <summary>
    /// Gets the distinct members that the rule and its conditions read. For <see cref="RuleKind.Exists"/> and
    /// <see cref="RuleKind.Unique"/>, they include the <see cref="KeyMembers"/>.
    /// </summary>
    public IReadOnlyList<RuleMember> Members { get; internal set; } = [];

    /// <summary>Gets whether the rule may read other members, because it passes the whole object to code.</summary>
    public bool ReadsEverything { get; internal set; }

    /// <summary>Gets whether the rule applies to each item of the member's collection instead of the member.</summary>
    public bool IsForEachItem { get; internal init; }

    /// <summary>Gets the arguments of the rule by name; see <see cref="RuleKind"/> for the names.</summary>
    public IReadOnlyDictionary<string, object?> Arguments
        => _arguments is null ? ReadOnlyDictionary<string, object?>.Empty : _readOnly ??= new(_arguments);

    /// <summary>
    /// Gets <see cref="EntityOperation.Create"/> for a rule of <c>OnCreate</c>, <see cref="EntityOperation.Update"/> for a rule
    /// of <c>OnUpdate</c>, and <see langword="null"/> for a rule that always applies.
    /// </summary>
    public EntityOperation? Operation => Scope?.Operation;

    /// <summary>Gets the conditions of <c>When</c>, all of which must be met for the rule to apply.</summary>
    public IReadOnlyList<LambdaExpression> Conditions => Scope?.Conditions ?? [];

    /// <summary>Gets the condition of a rule that was declared as an expression.</summary>
    public LambdaExpression? Expression { get; internal init; }

    /// <summary>Gets the members, in order, whose values the database check uses; empty for other rules.</summary>
    public IReadOnlyList<RuleMember> KeyMembers { get; internal init; } = [];

    /// <summary>Gets the type of the rows that must exist, for <see cref="RuleKind.Exists"/>.</summary>
    public Type? Target { get; internal init; }

    /// <summary>
    /// Gets the names of the target's members, in the order of <see cref="KeyMembers"/>; empty for its primary key.
    /// </summary>
    public IReadOnlyList<string> TargetMembers { get; internal init; } = [];

    /// <summary>Gets whether hidden rows count as existing, such as deleted rows or rows of another tenant.</summary>
    public bool IgnoresFilters { get; internal init; }

    /// <summary>Gets the rules of the nested object, for <see cref="RuleKind.Nested"/>.</summary>
    public EntityRules? Nested { get; internal init; }

    /// <summary>Gets whether a CHECK constraint also enforces the rule in the database, for every program.</summary>
    public bool IsCheckedInDatabase { get; internal set; }

    internal Func<IntegrityViolation, string> Message { get; set; }

    internal RuleScope? Scope { get; init; }

    /// <summary>Whether the rule was added with another one, whose code and message do not apply to it.</summary>
    internal bool IsAuxiliary { get; init; }

    internal RuleMember? Other { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Member is null ? Code : $"{Member}: {Code}";

    /// <summary>
    /// Creates a violation of this rule that was found elsewhere, such as by a constraint of the database.
    /// </summary>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="key">The primary key values, in key order; empty while the key is unknown.</param>
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
