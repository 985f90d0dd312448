using System.Globalization;
using Integrity.Toolkit.Infrastructure.Database;
using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>What HasCounter said, and what the database holds of it.</summary>
internal sealed class CounterDeclaration(string property, string code) : DatabaseDeclaration
{
    private const string NoNumber = "A counter is a short, an int or a long that is stored as such";

    private const string NoCeiling = "The ceiling of a counter is another short, int or long that is stored as such";

    private static readonly Type[] Types = [typeof(short), typeof(int), typeof(long)];

    public string Property => property;

    public string Code => code;

    public long? Floor { get; init; }

    public long? Ceiling { get; init; }

    public string? CeilingProperty { get; init; }

    public bool IsChecked { get; init; } = true;

    public static string FloorCode(string code) => $"{code}.floor";

    public static string CeilingCode(string code) => $"{code}.ceiling";

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

    /// <summary>Looks whether the property can be counted in one statement, and takes it out of what a version counts.</summary>
    public void Shape(IMutableEntityType entityType)
    {
        var counter = Find(entityType, property);
        if (Unversioned.Is(counter))
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{property} is declared by HasCounter() more than once. Say all about it in one place.");
        }

        if (!Types.Contains(counter.ClrType))
        {
            throw Wrong(entityType, counter, NoNumber);
        }

        if (counter.IsKey() || counter.IsForeignKey() || counter.IsConcurrencyToken
            || counter.ValueGenerated.HasFlag(ValueGenerated.OnUpdate))
        {
            throw Wrong(
                entityType, counter, "A counter is no key, no foreign key, no concurrency token and no value that the database makes");
        }

        if (CeilingProperty is not null)
        {
            var ceiling = Find(entityType, CeilingProperty);
            if (!Types.Contains(Nullable.GetUnderlyingType(ceiling.ClrType) ?? ceiling.ClrType) || ceiling == counter)
            {
                throw Wrong(entityType, ceiling, NoCeiling);
            }
        }

        var (least, greatest) = Counter.Range(counter.ClrType);
        if (Floor < least || Floor > greatest || Ceiling < least || Ceiling > greatest || Floor > Ceiling)
        {
            throw Wrong(entityType, counter, "The bounds of a counter are values of its type, the floor not above the ceiling");
        }

        Unversioned.Mark(counter);
    }

    public Counter Plan(IEntityType entityType)
    {
        var counter = entityType.FindProperty(property)!;
        Unversioned.Keep(counter);
        return new Counter(
            counter, code, Floor, Ceiling, CeilingProperty is null ? null : entityType.FindProperty(CeilingProperty));
    }

    public override void Render(IMutableEntityType entityType, DatabaseRendering rendering)
    {
        var counter = entityType.FindProperty(property)!;
        if (!entityType.GetDerivedTypesInclusive().Any(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) is not null))
        {
            throw Wrong(entityType, counter, "A counter is a column of a table, and the type is mapped to none");
        }

        DemandNumber(entityType, counter, NoNumber, rendering);
        if (CeilingProperty is not null)
        {
            DemandNumber(entityType, entityType.FindProperty(CeilingProperty)!, NoCeiling, rendering);
        }

        foreach (var table in DatabaseRendering.Tables(entityType)
            .Where(table => DatabaseRendering.ColumnName(counter, table) is not null))
        {
            var column = rendering.Column(counter, table);
            if (Floor is { } floor)
            {
                Add("floor", $"{column} >= {Number(floor)}", FloorCode(code));
            }

            if (Ceiling is { } ceiling)
            {
                Add("ceiling", $"{column} <= {Number(ceiling)}", CeilingCode(code));
            }
            else if (CeilingProperty is not null)
            {
                Add("ceiling", $"{column} <= {CeilingColumn(entityType, counter, table, rendering)}", CeilingCode(code));
            }

            void Add(string bound, string sql, string boundCode)
            {
                if (IsChecked)
                {
                    rendering.AddCheck(entityType, sql, new DeclaredObject(
                        rendering.Name("CK", table, property, bound),
                        table.Schema,
                        table.Name,
                        DatabaseRefusalKind.Check,
                        boundCode,
                        entityType.Name,
                        CeilingProperty is null || bound == "floor" ? [property] : [property, CeilingProperty],
                        (entity, key) => CounterRefusals.OutOfBounds(entity, property, boundCode, bound, key)));
                }
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IMutableProperty Find(IMutableEntityType entityType, string name)
        => entityType.FindProperty(name) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()}.{name} is not mapped, so it cannot be part of a counter. Map it, or remove HasCounter().");

    private static InvalidOperationException Wrong(IMutableEntityType entityType, IMutableProperty property, string what)
        => new($"{entityType.ShortName()}.{property.Name} is declared by HasCounter(). {what}.");

    /// <summary>Whether a value is converted is certain only when the whole model is known.</summary>
    private static void DemandNumber(
        IMutableEntityType entityType, IMutableProperty property, string what, DatabaseRendering rendering)
    {
        if (rendering.Mapping(property).Converter is not null)
        {
            throw Wrong(entityType, property, what);
        }
    }

    private string CeilingColumn(
        IMutableEntityType entityType,
        IMutableProperty counter,
        StoreObjectIdentifier table,
        DatabaseRendering rendering)
    {
        var ceiling = entityType.FindProperty(CeilingProperty!)!;
        return DatabaseRendering.ColumnName(ceiling, table) is null
            ? throw Wrong(
                entityType, counter, $"Its ceiling, {ceiling.Name}, is in another table, where one statement cannot compare it")
            : rendering.Column(ceiling, table);
    }
}
