using System.Collections.ObjectModel;

namespace Integrity.Toolkit;

/// <summary>
/// Describes one change that was refused: what, where and why.
/// </summary>
/// <remarks>
/// The code, the path and the arguments are the contract; the message is for people and may be reworded.
/// </remarks>
public sealed class Refusal
{
    /// <summary>
    /// Creates a refusal.
    /// </summary>
    /// <param name="code">The stable code, lower case and dotted, such as <c>transition.not-permitted</c>.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="message">What happened and what to do; without values of user data.</param>
    /// <param name="path">The member, or <see langword="null"/> when the entity as a whole is meant.</param>
    /// <param name="key">The values of the primary key, in its order; empty when not known yet.</param>
    /// <param name="arguments">The facts behind the message, by name.</param>
    /// <exception cref="ArgumentException">The code, entity or message is empty.</exception>
    public Refusal(
        string code,
        string entity,
        string message,
        string? path = null,
        IReadOnlyList<object?>? key = null,
        IReadOnlyDictionary<string, object?>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentException.ThrowIfNullOrEmpty(message);

        Code = code;
        Entity = entity;
        Message = message;
        Path = path;
        Key = key ?? [];
        Arguments = arguments ?? ReadOnlyDictionary<string, object?>.Empty;
    }

    /// <summary>Gets the stable code: part of the contract, safe to test and to translate.</summary>
    public string Code { get; }

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets the member the refusal is about, or <see langword="null"/> for the entity as a whole.</summary>
    public string? Path { get; }

    /// <summary>Gets the values of the primary key in its order; empty for an entity that has none yet.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the facts behind the message, by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Gets a text for people that names the remedy. Not part of the contract.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
