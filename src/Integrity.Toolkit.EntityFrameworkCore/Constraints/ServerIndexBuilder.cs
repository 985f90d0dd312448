using Integrity.Toolkit.Constraints.Internal;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says more about an index of a kind that only some databases have.
/// </summary>
public sealed class ServerIndexBuilder
{
    private readonly PostgreSqlIndex _index;

    internal ServerIndexBuilder(PostgreSqlIndex index) => _index = index;

    /// <summary>Refuses the model on a database that cannot have the index, instead of leaving it out.</summary>
    /// <returns>The same builder.</returns>
    public ServerIndexBuilder Required()
    {
        _index.IsRequired = true;
        return this;
    }

    /// <summary>Names the index.</summary>
    /// <param name="name">The name; the default is EF Core's for the same members.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ServerIndexBuilder HasName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        _index.Name = name;
        return this;
    }
}
