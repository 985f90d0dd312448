using System.Globalization;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// What the model itself says of a property: required, a greatest length, a precision. The database would refuse it later,
/// one property at a time, or cut it off.
/// </summary>
internal sealed record ModelLimit(IProperty Property, bool IsRequired, int? MaxLength, int? Precision, int? Scale)
{
    /// <summary>The limits of a type's own properties that no rule of the same kind covers already.</summary>
    public static IEnumerable<ModelLimit> Of(IEntityType entityType, IReadOnlyList<RuleDescription> declared)
    {
        foreach (var property in entityType.GetProperties())
        {
            var limit = Of(property, kind => declared.Any(
                rule => rule.Kind == kind && rule.Member?.Name == property.Name && rule is { Operation: null, Conditions.Count: 0 }));
            if (limit.IsRequired || limit.MaxLength is not null || limit.Precision is not null)
            {
                yield return limit;
            }
        }
    }

    public Refusal? Judge(EntityEntry entry, string entity, IReadOnlyList<object?> key)
    {
        var value = ChangedEntries.Current(entry, Property);
        return value switch
        {
            null when IsRequired => Refuse(RuleCodes.Required, entity, key, "is required", null, null),
            string text when text.Length > MaxLength => Refuse(
                RuleCodes.MaxLength, entity, key, "has at most {0} characters", "max", MaxLength),
            byte[] bytes when bytes.Length > MaxLength => Refuse(
                RuleCodes.MaxLength, entity, key, "has at most {0} bytes", "max", MaxLength),
            decimal number when !Fits(number) => Refuse(
                RuleCodes.Precision,
                entity,
                key,
                $"has at most {{0}} digits, {(Scale ?? 0).ToString(CultureInfo.InvariantCulture)} of them after the point",
                "precision",
                Precision),
            _ => null,
        };
    }

    private static ModelLimit Of(IProperty property, Func<RuleKind, bool> isDeclared)
    {
        // What EF Core or the database fills in is not the application's, and a converter writes something else.
        var isWritten = !property.IsShadowProperty() && property.ValueGenerated == ValueGenerated.Never;
        var isPlain = isWritten && property.GetTypeMapping().Converter is null;
        return new ModelLimit(
            property,
            isWritten && !property.IsNullable && !property.ClrType.IsValueType && !property.IsPrimaryKey()
                && !isDeclared(RuleKind.Required),
            isPlain && !isDeclared(RuleKind.Length) ? property.GetMaxLength() : null,
            isPlain && !isDeclared(RuleKind.Precision) && IsDecimal(property) ? property.GetPrecision() : null,
            property.GetScale());
    }

    private static bool IsDecimal(IProperty property)
        => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(decimal);

    private bool Fits(decimal number)
    {
        if (Precision is not { } precision)
        {
            return true;
        }

        var scale = Scale ?? 0;
        var whole = decimal.Truncate(decimal.Abs(number));
        var digits = whole == 0 ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        return digits <= precision - scale && number == decimal.Round(number, Math.Min(scale, 28));
    }

    private Refusal Refuse(
        string code,
        string entity,
        IReadOnlyList<object?> key,
        string message,
        string? argument,
        int? limit)
        => new(
            code,
            entity,
            _ => $"{entity}.{Property.Name} {string.Format(CultureInfo.CurrentCulture, message, limit)}, as its mapping says.",
            RefusalPath.Parse(Property.Name),
            key,
            argument is null ? null : new Dictionary<string, object?> { [argument] = limit });
}
