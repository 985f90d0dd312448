using System.Globalization;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>The configuration of HasCounter, and its check constraints.</summary>
internal sealed class CounterDeclaration(string property, string code) : DatabaseConstraint
{
    private const string By = "HasCounter()";

    private const string NoCeiling = "The maximum of a counter must be another short, int or long that is stored as such";

    public string Property => property;

    public string Code => code;

    public long? Floor { get; init; }

    public long? Ceiling { get; init; }

    public string? CeilingProperty { get; init; }

    public bool IsChecked { get; init; } = true;

    public CounterDeclaration With(
        long? floor = null,
        long? ceiling = null,
        string? ceilingProperty = null,
        bool? isChecked = null) => new(property, code)
        {
            Floor = floor ?? Floor,
            Ceiling = ceilingProperty is null ? ceiling ?? Ceiling : null,
            CeilingProperty = ceiling is null ? ceilingProperty ?? CeilingProperty : null,
            IsChecked = isChecked ?? IsChecked,
        };

    /// <summary>Ensures that the property can be updated by one statement, and excludes it from the version.</summary>
    public void Shape(IMutableEntityType entityType, HashSet<IMutableProperty> declared)
    {
        var counter = Find(entityType, property);
        if (!declared.Add(counter))
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{property} is declared by HasCounter() more than once. Remove all calls but one.");
        }

        CounterColumn.EnsureCountable(entityType, counter, By);
        if (CeilingProperty is not null)
        {
            var ceiling = Find(entityType, CeilingProperty);
            if (!Counter.Types.Contains(Nullable.GetUnderlyingType(ceiling.ClrType) ?? ceiling.ClrType) || ceiling == counter)
            {
                throw Wrong(entityType, ceiling, NoCeiling);
            }
        }

        var (least, greatest) = Counter.Range(counter.ClrType);
        if (Floor < least || Floor > greatest || Ceiling < least || Ceiling > greatest || Floor > Ceiling)
        {
            throw Wrong(
                entityType,
                counter,
                "The minimum and maximum must be values of its type, and the minimum must not exceed the maximum");
        }
    }

    public Counter Plan(IEntityType entityType)
    {
        var counter = entityType.FindProperty(property)!;
        counter.KeepVersionExemption();
        return new Counter(
            counter, code, Floor, Ceiling, CeilingProperty is null ? null : entityType.FindProperty(CeilingProperty));
    }

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var counter = entityType.FindProperty(property)!;
        CounterColumn.EnsureColumn(entityType, counter, By, rendering);
        if (CeilingProperty is not null)
        {
            CounterColumn.EnsureNumber(entityType, entityType.FindProperty(CeilingProperty)!, By, NoCeiling, rendering);
        }

        foreach (var table in ConstraintSqlBuilder.Tables(entityType)
            .Where(table => counter.GetColumnName(table) is not null))
        {
            var column = rendering.Column(counter, table);
            if (Floor is { } floor)
            {
                Add("floor", $"{column} >= {Number(floor)}", Counter.FloorCodeOf(code));
            }

            if (Ceiling is { } ceiling)
            {
                Add("ceiling", $"{column} <= {Number(ceiling)}", Counter.CeilingCodeOf(code));
            }
            else if (CeilingProperty is not null)
            {
                Add("ceiling", $"{column} <= {CeilingColumn(entityType, counter, table, rendering)}", Counter.CeilingCodeOf(code));
            }

            void Add(string bound, string sql, string boundCode)
            {
                if (IsChecked)
                {
                    rendering.AddCheck(entityType, sql, new RenderedConstraint(
                        rendering.Name("CK", table, property, bound),
                        table.Schema,
                        table.Name,
                        DatabaseErrorKind.Check,
                        boundCode,
                        entityType.Name,
                        CeilingProperty is null || bound == "floor" ? [property] : [property, CeilingProperty],
                        (entity, key) => CounterViolations.OutOfBounds(entity, property, boundCode, bound, key)));
                }
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IMutableProperty Find(IMutableEntityType entityType, string name)
        => entityType.FindProperty(name) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()}.{name} is not mapped, so it cannot be used by a counter. Map it, or remove HasCounter().");

    private static InvalidOperationException Wrong(IMutableEntityType entityType, IMutableProperty property, string what)
        => CounterColumn.Wrong(entityType, property, By, what);

    private string CeilingColumn(
        IMutableEntityType entityType,
        IMutableProperty counter,
        StoreObjectIdentifier table,
        ConstraintSqlBuilder rendering)
    {
        var ceiling = entityType.FindProperty(CeilingProperty!)!;
        return ceiling.GetColumnName(table) is null
            ? throw Wrong(
                entityType, counter, $"Its maximum, {ceiling.Name}, is in another table, so one statement cannot compare both")
            : rendering.Column(ceiling, table);
    }
}
