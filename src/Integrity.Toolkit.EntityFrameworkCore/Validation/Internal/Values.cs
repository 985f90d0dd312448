using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// The values of one row in the properties that are asked for, compared as the model compares them; texts without case, for
/// the collation of the database may say that they are the same, and it has the last word.
/// </summary>
internal sealed class Values(IReadOnlyList<IProperty> properties, IReadOnlyList<object?> values) : IEquatable<Values>
{
    /// <summary>Texts with their case.</summary>
    public static IEqualityComparer<Values> Exact { get; } = EqualityComparer<Values>.Create(
        (one, other) => one!.Equals(other) && one.All.Zip(other!.All).All(pair => pair.First is not string || pair.First.Equals(pair.Second)),
        one => one.GetHashCode());

    public IReadOnlyList<object?> All => values;

    public bool Equals(Values? other)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (other is null || !Equal(properties[i], values[i], other.All[i]))
            {
                return false;
            }
        }

        return other is not null;
    }

    public override bool Equals(object? obj) => Equals(obj as Values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var i = 0; i < values.Count; i++)
        {
            hash.Add(values[i] switch
            {
                null => 0,
                string text => StringComparer.OrdinalIgnoreCase.GetHashCode(text),
                var value => properties[i].GetKeyValueComparer().GetHashCode(value),
            });
        }

        return hash.ToHashCode();
    }

    private static bool Equal(IProperty property, object? one, object? other) => (one, other) switch
    {
        (string text, string same) => StringComparer.OrdinalIgnoreCase.Equals(text, same),
        _ => property.GetKeyValueComparer().Equals(one, other),
    };
}
