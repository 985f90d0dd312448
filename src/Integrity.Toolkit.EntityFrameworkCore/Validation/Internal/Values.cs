using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>The values of one row in the properties that are asked for, compared as the model compares them.</summary>
internal sealed class Values(IReadOnlyList<IProperty> properties, IReadOnlyList<object?> values) : IEquatable<Values>
{
    /// <summary>Texts without case and without blanks at their end, which a database may take for the same.</summary>
    public static IEqualityComparer<Values> Loosely { get; } = new LooseComparer();

    public IReadOnlyList<object?> All => values;

    public static Values Of(EntityEntry entry, IReadOnlyList<IProperty> properties)
    {
        var values = new object?[properties.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Infrastructure.Saving.ChangedEntries.Current(entry, properties[i]);
        }

        return new Values(properties, values);
    }

    public bool Equals(Values? other) => other is not null && Equals(other, loosely: false);

    public override bool Equals(object? obj) => Equals(obj as Values);

    public override int GetHashCode() => HashCode(loosely: false);

    private static string Loose(string text) => text.TrimEnd(' ');

    private bool Equals(Values other, bool loosely)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var isSame = loosely && (values[i], other.All[i]) is (string text, string same)
                ? StringComparer.OrdinalIgnoreCase.Equals(Loose(text), Loose(same))
                : properties[i].GetKeyValueComparer().Equals(values[i], other.All[i]);
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    private int HashCode(bool loosely)
    {
        var hash = default(HashCode);
        for (var i = 0; i < values.Count; i++)
        {
            hash.Add(values[i] switch
            {
                null => 0,
                string text when loosely => StringComparer.OrdinalIgnoreCase.GetHashCode(Loose(text)),
                var value => properties[i].GetKeyValueComparer().GetHashCode(value),
            });
        }

        return hash.ToHashCode();
    }

    private sealed class LooseComparer : IEqualityComparer<Values>
    {
        public bool Equals(Values? x, Values? y) => x is null || y is null ? x == y : x.Equals(y, loosely: true);

        public int GetHashCode(Values obj) => obj.HashCode(loosely: true);
    }
}
