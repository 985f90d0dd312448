using System.Collections.ObjectModel;
using System.Text.Json;
using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit;

/// <summary>
/// Describes a rejected change: the entity, the member and the reason.
/// </summary>
/// <remarks>
/// The code, the path and the arguments are part of the contract. The message is for people and may change.
/// </remarks>
public sealed class IntegrityViolation
{
    /// <summary>A text, or the function that creates it.</summary>
    private readonly object _message;

    /// <summary>A text, or a <see cref="MemberPath"/>.</summary>
    private object? _path;

    /// <summary>
    /// Creates a violation.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>transition.not-permitted</c>.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="message">What happened and how to resolve it, without user data.</param>
    /// <param name="path">The path of the member, or <see langword="null"/> for the entity as a whole.</param>
    /// <param name="key">The primary key values, in key order; empty while the key is unknown.</param>
    /// <param name="arguments">The facts behind the message, by name.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="code"/>, <paramref name="entity"/> or <paramref name="message"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="code"/>, <paramref name="entity"/> or <paramref name="message"/> is empty.
    /// </exception>
    public IntegrityViolation(
        string code,
        string entity,
        string message,
        string? path = null,
        IReadOnlyList<object?>? key = null,
        IReadOnlyDictionary<string, object?>? arguments = null)
        : this(code, entity, (object)message, path, key, arguments, ViolationSeverity.Error)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentException.ThrowIfNullOrEmpty(message);
    }

    /// <summary>
    /// Creates a violation whose message is created when it is read, in the current culture.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>length.max</c>.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="message">
    /// Returns what happened and how to resolve it, without user data. Called each time <see cref="Message"/> is read.
    /// </param>
    /// <param name="path">The path of the member, or <see langword="null"/> for the entity as a whole.</param>
    /// <param name="key">The primary key values, in key order; empty while the key is unknown.</param>
    /// <param name="arguments">The facts behind the message, by name.</param>
    /// <param name="severity">Whether the violation rejects the change.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> or <paramref name="entity"/> is empty.</exception>
    internal IntegrityViolation(
        string code,
        string entity,
        Func<IntegrityViolation, string> message,
        MemberPath? path = null,
        IReadOnlyList<object?>? key = null,
        IReadOnlyDictionary<string, object?>? arguments = null,
        ViolationSeverity severity = ViolationSeverity.Error)
        : this(code, entity, (object)message, path, key, arguments, severity)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentNullException.ThrowIfNull(message);
    }

    private IntegrityViolation(
        string code,
        string entity,
        object message,
        object? path,
        IReadOnlyList<object?>? key,
        IReadOnlyDictionary<string, object?>? arguments,
        ViolationSeverity severity)
    {
        Code = code;
        Entity = entity;
        _message = message;
        _path = path;
        Key = key ?? [];
        Arguments = arguments ?? ReadOnlyDictionary<string, object?>.Empty;
        Severity = severity;
    }

    /// <summary>Gets the stable code, which is part of the contract and safe to test and to translate.</summary>
    public string Code { get; }

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets the path of the member, or <see langword="null"/> for the entity as a whole.</summary>
    public string? Path => _path?.ToString();

    /// <summary>Gets the primary key values, in key order; empty while the entity has no key.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the facts behind the message, by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Gets whether the violation rejects the change.</summary>
    /// <value>The default is <see cref="ViolationSeverity.Error"/>.</value>
    public ViolationSeverity Severity { get; }

    /// <summary>Gets a message for people that includes the remedy. Not part of the contract.</summary>
    /// <remarks>
    /// The message may be created on each read, with numbers and dates formatted for <c>CultureInfo.CurrentCulture</c>.
    /// </remarks>
    public string Message => _message as string ?? Rendered();

    /// <summary>
    /// Gets the path with the member names that a client uses: <c>[JsonPropertyName]</c> if present, otherwise the policy.
    /// </summary>
    /// <param name="policy">Converts the member names; <see langword="null"/> leaves them unchanged.</param>
    /// <returns>The path, or <see langword="null"/> for the entity as a whole.</returns>
    public string? PathFor(JsonNamingPolicy? policy) => _path switch
    {
        MemberPath path => path.ToString(policy),
        string { Length: > 0 } text => MemberPath.Parse(text).ToString(policy),
        _ => (string?)_path,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";

    /// <summary>Prepends a path while the path to the root of the entity is built, before the violation is published.</summary>
    internal void PutUnder(MemberPath path) => _path = path.Then((MemberPath?)_path);

    /// <summary>Returns the message, or a fallback with the code if the message cannot be created.</summary>
    private string Rendered()
    {
        try
        {
            if (((Func<IntegrityViolation, string>)_message)(this) is { Length: > 0 } message)
            {
                return message;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{Place()} was rejected ({Code}); creating the message failed with {exception.GetType().Name}.";
        }

        return $"{Place()} was rejected ({Code}); the message is empty.";
    }

    private string Place() => Path is null ? Entity : $"{Entity}.{Path}";
}
