using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The values of the compared properties of one row, with the comparers of the model.</summary>
internal sealed class RowValues(IReadOnlyList<IProperty> properties, IReadOnlyList<object?> values) : IEquatable<RowValues>
{
    /// <summary>Compares text without case and trailing blanks, which a database may treat as equal.</summary>
    public static IEqualityComparer<RowValues> Loosely { get; } = new LooseComparer();

    public IReadOnlyList<object?> All => values;

    public static RowValues Of(EntityEntry entry, IReadOnlyList<IProperty> properties)
    {
        var values = new object?[properties.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = entry.GetCurrentValue(properties[i]);
        }

        return new RowValues(properties, values);
    }

    public bool Equals(RowValues? other) => other is not null && Equals(other, loosely: false);

    public override bool Equals(object? obj) => Equals(obj as RowValues);

    public override int GetHashCode() => HashCode(loosely: false);

    private static string Loose(string text) => text.TrimEnd(' ');

    private bool Equals(RowValues other, bool loosely)
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

    private sealed class LooseComparer : IEqualityComparer<RowValues>
    {
        public bool Equals(RowValues? x, RowValues? y) => x is null || y is null ? x == y : x.Equals(y, loosely: true);

        public int GetHashCode(RowValues obj) => obj.HashCode(loosely: true);
    }
}
