using System.Collections.ObjectModel;
using System.Text.Json;

namespace Integrity.Toolkit;

/// <summary>
/// Describes one change that was refused: what, where and why.
/// </summary>
/// <remarks>
/// The code, the path and the arguments are the contract; the message is for people and may be reworded.
/// </remarks>
public sealed class IntegrityViolation
{
    /// <summary>A text, or the function that makes it.</summary>
    private readonly object _message;

    /// <summary>A text, or a <see cref="MemberPath"/>.</summary>
    private object? _path;

    /// <summary>
    /// Creates a violation.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>transition.not-permitted</c>.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="message">What happened and what to do; without values of user data.</param>
    /// <param name="path">The member, or <see langword="null"/> when the entity as a whole is meant.</param>
    /// <param name="key">The values of the primary key, in its order; empty when not known yet.</param>
    /// <param name="arguments">The facts behind the message, by name.</param>
    /// <exception cref="ArgumentException">The code, entity or message is empty.</exception>
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
    /// Creates a violation whose message is made when it is read, in the language of the reader.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>length.max</c>.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="message">
    /// Says what happened and what to do, without values of user data; called each time <see cref="Message"/> is read.
    /// </param>
    /// <param name="path">The member, or <see langword="null"/> when the entity as a whole is meant.</param>
    /// <param name="key">The values of the primary key, in its order; empty when not known yet.</param>
    /// <param name="arguments">The facts behind the message, by name.</param>
    /// <param name="severity">Whether the change is stopped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The code or entity is empty.</exception>
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

    /// <summary>Gets the stable code: part of the contract, safe to test and to translate.</summary>
    public string Code { get; }

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets the member the violation is about, or <see langword="null"/> for the entity as a whole.</summary>
    public string? Path => _path?.ToString();

    /// <summary>Gets the values of the primary key in its order; empty for an entity that has none yet.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the facts behind the message, by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Gets whether the change is stopped.</summary>
    /// <value>The default is <see cref="ViolationSeverity.Error"/>.</value>
    public ViolationSeverity Severity { get; }

    /// <summary>Gets a text for people that names the remedy. Not part of the contract.</summary>
    /// <remarks>May be made anew each time it is read, with numbers and dates as <c>CultureInfo.CurrentCulture</c> has them.</remarks>
    public string Message => _message as string ?? Rendered();

    /// <summary>
    /// Gets the path as a client sees it: each member renamed, unless <c>[JsonPropertyName]</c> names it; positions stay.
    /// </summary>
    /// <param name="policy">Renames the members; <see langword="null"/> leaves them as they are.</param>
    /// <returns>The path, or <see langword="null"/> for the entity as a whole.</returns>
    public string? PathFor(JsonNamingPolicy? policy) => _path switch
    {
        MemberPath path => path.ToString(policy),
        string { Length: > 0 } text => MemberPath.Parse(text).ToString(policy),
        _ => (string?)_path,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";

    /// <summary>Puts a path in front while the way to the entity's root is walked back; nobody else has seen this yet.</summary>
    internal void PutUnder(MemberPath path) => _path = path.Then((MemberPath?)_path);

    /// <summary>A message that cannot be made must not hide what was refused.</summary>
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
            return $"{Place()} was refused ({Code}); its message failed with {exception.GetType().Name}.";
        }

        return $"{Place()} was refused ({Code}); its message is empty.";
    }

    private string Place() => Path is null ? Entity : $"{Entity}.{Path}";
}
