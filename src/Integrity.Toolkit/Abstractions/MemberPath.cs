using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrity.Toolkit.Abstractions;

/// <summary>
/// The path from an entity to one of its members, through nested objects and collections.
/// </summary>
/// <remarks>
/// Keeps the JSON names of its members, so that it can be rendered with the names that a client uses.
/// </remarks>
internal sealed class MemberPath
{
    private readonly string _name;
    private readonly string? _jsonName;
    private readonly string _index;
    private readonly MemberPath? _next;
    private string? _text;

    private MemberPath(string name, string? jsonName, string index, MemberPath? next)
    {
        _name = name;
        _jsonName = jsonName;
        _index = index;
        _next = next;
    }

    /// <summary>
    /// Creates the path to a member of the entity itself.
    /// </summary>
    /// <param name="member">The property or field.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="member"/> is <see langword="null"/>.</exception>
    public static MemberPath To(MemberInfo member)
    {
        ArgumentNullException.ThrowIfNull(member);

        return new MemberPath(
            member.Name, member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name, index: "", next: null);
    }

    /// <summary>
    /// Parses a path such as <c>Lines[2].Quantity</c>. A parsed path has no members and therefore no JSON names.
    /// </summary>
    /// <param name="text">The path as text.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    public static MemberPath Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);

        MemberPath? path = null;
        for (var end = text.Length; end >= 0;)
        {
            var (start, bracket) = LastSegment(text, end);
            path = new MemberPath(text[start..bracket], jsonName: null, text[bracket..end], path);
            end = start - 1;
        }

        return path!;
    }

    /// <summary>
    /// Creates the path to an item of the collection that this path leads to.
    /// </summary>
    /// <param name="index">The zero-based position of the item.</param>
    /// <returns>The path.</returns>
    public MemberPath At(int index) => _next is null
        ? new MemberPath(_name, _jsonName, $"{_index}[{index.ToString(CultureInfo.InvariantCulture)}]", next: null)
        : new MemberPath(_name, _jsonName, _index, _next.At(index));

    /// <summary>
    /// Creates the path that continues this one.
    /// </summary>
    /// <param name="rest">The path relative to the end of this path; <see langword="null"/> for this path itself.</param>
    /// <returns>The path.</returns>
    public MemberPath Then(MemberPath? rest)
        => rest is null ? this : new MemberPath(_name, _jsonName, _index, _next?.Then(rest) ?? rest);

    /// <summary>Gets the path with the names of the members, such as <c>Lines[2].Quantity</c>.</summary>
    /// <returns>The path.</returns>
    public override string ToString()
        => _next is null && _index.Length == 0 ? _name : _text ??= Render(static segment => segment._name);

    /// <summary>
    /// Gets the path with the member names that a client uses: <see cref="JsonPropertyNameAttribute"/> first, then the policy.
    /// </summary>
    /// <param name="policy">Converts each member name; <see langword="null"/> leaves them unchanged.</param>
    /// <returns>The path, such as <c>lines[2].quantity</c>.</returns>
    public string ToString(JsonNamingPolicy? policy)
        => Render(segment => segment._jsonName
            ?? (policy is null || segment._name.Length == 0 ? segment._name : policy.ConvertName(segment._name)));

    /// <summary>Returns the start and the brackets of the last segment before an end. A bracketed key may contain dots.</summary>
    private static (int Start, int Bracket) LastSegment(string text, int end)
    {
        var bracket = end;
        while (bracket > 0 && text[bracket - 1] == ']' && text.LastIndexOf('[', bracket - 1) is >= 0 and var open)
        {
            bracket = open;
        }

        return ((bracket == 0 ? -1 : text.LastIndexOf('.', bracket - 1)) + 1, bracket);
    }

    private string Render(Func<MemberPath, string> name)
    {
        var text = new StringBuilder();
        for (var segment = this; segment is not null; segment = segment._next)
        {
            text.Append(text.Length == 0 ? "" : ".").Append(name(segment)).Append(segment._index);
        }

        return text.ToString();
    }
}
