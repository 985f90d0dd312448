using System.Globalization;
using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// A limit of a property in the model: required, a maximum length or a precision. The database would reject a violation later,
/// one property at a time, or truncate the value.
/// </summary>
internal sealed record ModelLimit(IProperty Property, bool IsRequired, int? MaxLength, int? Precision, int? Scale)
{
    /// <summary>
    /// Returns the limits of a type's properties, including complex ones, that no rule of the same kind covers.
    /// </summary>
    public static IEnumerable<ModelLimit> Of(IEntityType entityType, IReadOnlyList<RuleDescription> declared)
    {
        foreach (var property in entityType.GetFlattenedProperties())
        {
            var limit = Of(property, kind => property.DeclaringType is IEntityType && declared.Any(
                rule => rule.Kind == kind && rule.Member?.Name == property.Name && Covers(rule)));
            if (limit.IsRequired || limit.MaxLength is not null || limit.Precision is not null)
            {
                yield return limit;
            }
        }
    }

    public IntegrityViolation? Evaluate(PlannedEntry planned, IReadOnlyDictionary<object, EntityEntry>? owners)
    {
        if (planned.Entry.GetCurrentValue(Property) is not { } value)
        {
            return IsRequired && IsPresent(planned.Entry) ? CreateViolation(planned, owners, RuleCodes.Required) : null;
        }

        return value switch
        {
            string text when text.Length > MaxLength => CreateViolation(planned, owners, RuleCodes.MaxLength, ("max", MaxLength)),
            byte[] bytes when bytes.Length > MaxLength => CreateViolation(planned, owners, RuleCodes.MaxLength, ("max", MaxLength)),
            decimal number when !Fits(number) => CreateViolation(
                planned, owners, RuleCodes.Precision, ("precision", Precision), ("scale", Scale ?? 0)),
            _ => null,
        };
    }

    private static ModelLimit Of(IProperty property, Func<RuleKind, bool> isDeclared)
    {
        // Generated values do not come from the application, and a converter writes a different value.
        var isWritten = !property.IsShadowProperty() && property.ValueGenerated == ValueGenerated.Never;
        var isPlain = isWritten && property.GetTypeMapping().Converter is null;
        return new ModelLimit(
            property,
            isWritten && !property.IsNullable && IsNullable(property.ClrType) && !property.IsPrimaryKey()
                && !isDeclared(RuleKind.Required),
            isPlain && !isDeclared(RuleKind.Length) ? property.GetMaxLength() : null,
            isPlain && !isDeclared(RuleKind.Precision) && IsDecimal(property) ? property.GetPrecision() : null,
            property.GetScale());
    }

    /// <summary>Whether a rule rejects every value that the limit of its kind would reject.</summary>
    private static bool Covers(RuleDescription rule)
        => rule is { Operation: null, Conditions.Count: 0, Severity: ViolationSeverity.Error, IsForEachItem: false }
            && (rule.Kind != RuleKind.Length || rule.Arguments.ContainsKey("max"));

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static bool IsDecimal(IProperty property)
        => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(decimal);

    /// <summary>Whether the object with the value exists, because a complex object may be null.</summary>
    private bool IsPresent(EntityEntry entry)
    {
        for (var type = Property.DeclaringType; type is IComplexType complex; type = complex.ComplexProperty.DeclaringType)
        {
            if (entry.GetCurrentValue(complex.ComplexProperty) is null)
            {
                return false;
            }
        }

        return true;
    }

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

    private IntegrityViolation CreateViolation(
        PlannedEntry planned,
        IReadOnlyDictionary<object, EntityEntry>? owners,
        string code,
        params ReadOnlySpan<(string Name, int? Value)> arguments)
    {
        var place = PropertyLocation.Of(planned.Entry, Property, owners);
        var facts = new Dictionary<string, object?>();
        foreach (var (name, value) in arguments)
        {
            facts.Add(name, value);
        }

        return Property.ClrType == typeof(byte[]) && code == RuleCodes.MaxLength
            ? new IntegrityViolation(
                code,
                place.Entity,
                _ => $"{place.Entity}.{place.Path} must have at most {MaxLength:N0} bytes. Shorten it.",
                MemberPath.Parse(place.Path),
                place.Key,
                facts)
            : RuleViolations.Create(code, place.Entity, MemberPath.Parse(place.Path), place.Key, facts);
    }
}
