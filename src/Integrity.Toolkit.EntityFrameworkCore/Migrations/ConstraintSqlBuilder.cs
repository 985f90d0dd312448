using System.Linq.Expressions;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Adds the database objects of a model's declarations to the model, after all names are final.
/// </summary>
internal sealed class ConstraintSqlBuilder(DatabaseDialect dialect, IServiceProvider services) : IColumnSql
{
    private readonly IRelationalTypeMappingSource _mappings = services.GetRequiredService<IRelationalTypeMappingSource>();
    private readonly List<RenderedConstraint> _declared = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<StoreObjectIdentifier, IMutableEntityType> _kept = [];

    public DatabaseDialect Dialect => dialect;

    public ILogger Logger => field ??= services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);

    public IReadOnlyList<RenderedConstraint> Declared => _declared;

    /// <summary>
    /// Returns the tables with the rows of a type: none for a view or a table that is excluded from migrations, and several
    /// if derived types have tables of their own.
    /// </summary>
    public static IReadOnlyList<StoreObjectIdentifier> Tables(IReadOnlyEntityType entityType)
        => Tables(entityType.GetDerivedTypesInclusive());

    /// <summary>Returns the tables with the rows of the given types only.</summary>
    public static IReadOnlyList<StoreObjectIdentifier> Tables(IEnumerable<IReadOnlyEntityType> types)
        => [.. types
            .Where(type => !type.IsTableExcludedFromMigrations())
            .Select(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table))
            .OfType<StoreObjectIdentifier>()
            .Distinct()];

    /// <summary>
    /// Returns a name that fits every database and is unique in the model.
    /// </summary>
    public string Name(string prefix, StoreObjectIdentifier table, params string[] what)
    {
        string?[] parts = [prefix, table.Schema, table.Name, .. what];
        var name = ObjectName.Of(parts);
        var (plain, exact) = (name, string.Join('\0', parts));
        while (!_names.Add(name))
        {
            name = ObjectName.Apart(plain, exact);
            exact += '\0';
        }

        return name;
    }

    /// <summary>Returns a name with a prefix that identifies the errors of the toolkit's triggers.</summary>
    public string GuardName(StoreObjectIdentifier table, params string[] what) => Name(ObjectName.Guard, table, what);

    /// <inheritdoc/>
    public string Column(IReadOnlyProperty property, StoreObjectIdentifier table)
        => dialect.Quote(property.GetColumnName(table) ?? throw new InvalidOperationException(
            $"{property.DeclaringType.DisplayName()}.{property.Name} has no column in the table {table.DisplayName()}."));

    /// <inheritdoc/>
    public string Literal(IReadOnlyProperty property, object? value) => Mapping(property).GenerateSqlLiteral(value);

    public RelationalTypeMapping Mapping(IReadOnlyProperty property)
        => (RelationalTypeMapping?)property.FindTypeMapping()
            ?? _mappings.FindMapping((IProperty)property)
            ?? throw new InvalidOperationException(
                $"{property.DeclaringType.DisplayName()}.{property.Name} has no type mapping for this database provider.");

    /// <summary>Translates a condition about a row of a type, using <see cref="ConditionTranslator"/>.</summary>
    /// <exception cref="InvalidOperationException">A part of the condition has no exact SQL equivalent.</exception>
    public string Condition(
        IReadOnlyEntityType entityType, StoreObjectIdentifier table, LambdaExpression condition, string row = "", string? code = null)
        => ConditionTranslator.Render(condition, entityType, table, this, row, code);

    public string StoreType(IReadOnlyProperty property) => property.GetColumnType() ?? Mapping(property).StoreType;

    public void AddCheck(IMutableEntityType entityType, string sql, RenderedConstraint declared)
    {
        entityType.AddCheckConstraint(declared.Name, sql);
        _declared.Add(declared);
    }

    /// <summary>Adds a condition to the filter of an index.</summary>
    public static void Restrict(IMutableIndex index, SqlPredicate condition)
    {
        if (condition != SqlPredicate.True)
        {
            index.SetFilter(index.GetFilter() is { Length: > 0 } present ? $"({present}) AND ({condition.Text})" : condition.Text);
        }
    }

    public void AddTrigger(IMutableEntityType entityType, GuardTrigger trigger, RenderedConstraint declared)
    {
        if ((trigger.Event != GuardEvent.Truncate || dialect.CanTruncate) && (!trigger.IsDeferred || dialect.CanDefer))
        {
            AddObject(entityType, declared, dialect.CreateTrigger(trigger), dialect.DropTrigger(trigger));
        }
    }

    /// <summary>
    /// Adds an object that EF Core does not support. It is stored as a trigger, because only triggers keep their names and
    /// annotations from the model through the snapshot to the migration.
    /// </summary>
    public void AddObject(IMutableEntityType entityType, RenderedConstraint declared, string create, string drop)
    {
        var owner = Owner(entityType, new(declared.Table, declared.Schema));
        var managed = owner.AddTrigger(declared.Name);
        managed.SetTableName(declared.Table);
        managed.SetTableSchema(declared.Schema);
        managed.SetAnnotation(MigrationObject.CreateAnnotation, create);
        managed.SetAnnotation(MigrationObject.DropAnnotation, drop);
        _declared.Add(declared);
    }

    /// <summary>
    /// Adds SQL that migrations execute before they create the triggers of two tables, and again after they write rows of the
    /// first one. The SQL must have no effect if nothing is left to do.
    /// </summary>
    public static void AddStatement(IMutableEntityType entityType, string name, StoreObjectIdentifier table, StoreObjectIdentifier other, string sql)
    {
        var managed = Owner(entityType, new(table.Name, table.Schema)).AddTrigger(name);
        managed.SetTableName(table.Name);
        managed.SetTableSchema(table.Schema);
        managed.SetAnnotation(MigrationObject.CreateAnnotation, sql);
        managed.SetAnnotation(MigrationObject.DropAnnotation, "");
        managed.SetAnnotation(MigrationObject.OtherAnnotation, other.Name);
        if (other.Schema is { } schema)
        {
            managed.SetAnnotation(MigrationObject.OtherSchemaAnnotation, schema);
        }
    }

    /// <summary>
    /// Prevents the replacement of rows of a guarded table, which would bypass its triggers.
    /// </summary>
    public void KeepRows(IMutableEntityType entityType, StoreObjectIdentifier table)
    {
        if (dialect.ReplacesRows)
        {
            _kept.TryAdd(table, entityType);
        }
    }

    /// <summary>Renders the objects that depend on all other declarations.</summary>
    public void Finish()
    {
        foreach (var (table, entityType) in _kept)
        {
            ReplacementTriggers.Guard(entityType, table, this);
        }
    }

    /// <summary>Registers an object that EF Core creates itself, such as an index, as a declared one.</summary>
    public void Declare(RenderedConstraint declared) => _declared.Add(declared);

    /// <summary>
    /// Triggers belong to the type that maps the table: with a table per concrete type, not to the base type; with a shared
    /// table, to the root type.
    /// </summary>
    private static IMutableEntityType Owner(IMutableEntityType entityType, (string Table, string? Schema) at)
    {
        var owner = entityType.GetDerivedTypesInclusive().Concat(entityType.GetAllBaseTypes()).First(IsMapped);
        while (owner.BaseType is { } parent && IsMapped(parent))
        {
            owner = parent;
        }

        return owner;

        bool IsMapped(IMutableEntityType type) => type.GetTableName() == at.Table && type.GetSchema() == at.Schema;
    }
}
