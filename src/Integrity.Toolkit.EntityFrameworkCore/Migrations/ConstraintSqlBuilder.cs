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
/// Puts what the database holds for a model's declarations into the model, once all names in it are final.
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
    /// The tables in which the rows of a type are: none for a view, or for a table that the migrations leave out, and more
    /// than one where derived types have tables of their own.
    /// </summary>
    public static IReadOnlyList<StoreObjectIdentifier> Tables(IReadOnlyEntityType entityType)
        => Tables(entityType.GetDerivedTypesInclusive());

    /// <summary>The tables in which the rows of these types are, and of no others.</summary>
    public static IReadOnlyList<StoreObjectIdentifier> Tables(IEnumerable<IReadOnlyEntityType> types)
        => [.. types
            .Where(type => !type.IsTableExcludedFromMigrations())
            .Select(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table))
            .OfType<StoreObjectIdentifier>()
            .Distinct()];

    /// <summary>
    /// A name that fits every database, and that no other object of the model has.
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

    /// <summary>A name by which an error of the database is known to be a guard's.</summary>
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
                $"{property.DeclaringType.DisplayName()}.{property.Name} has no type in this database.");

    /// <summary>A condition about a row of a type, as <see cref="ConditionTranslator"/> says it.</summary>
    /// <exception cref="InvalidOperationException">A part of it cannot be said exactly.</exception>
    public string Condition(
        IReadOnlyEntityType entityType, StoreObjectIdentifier table, LambdaExpression condition, string row = "", string? code = null)
        => ConditionTranslator.Render(condition, entityType, table, this, row, code);

    public string StoreType(IReadOnlyProperty property) => property.GetColumnType() ?? Mapping(property).StoreType;

    public void AddCheck(IMutableEntityType entityType, string sql, RenderedConstraint declared)
    {
        entityType.AddCheckConstraint(declared.Name, sql);
        _declared.Add(declared);
    }

    /// <summary>Lets an index see only rows that meet one more condition, beside those that it has already.</summary>
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
    /// Adds an object that EF Core does not know: it travels as a trigger, the one thing of which a model keeps the name and
    /// annotations from the snapshot to the migration.
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
    /// Adds SQL that migrations run before they make the guards of two tables, and again after they wrote rows of the first one.
    /// It must be harmless when there is nothing left for it to do.
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
    /// Sees to it that no row of a guarded table is replaced by another one behind the back of its guards.
    /// </summary>
    public void KeepRows(IMutableEntityType entityType, StoreObjectIdentifier table)
    {
        if (dialect.ReplacesRows)
        {
            _kept.TryAdd(table, entityType);
        }
    }

    /// <summary>Renders what can only be said when every declaration is rendered.</summary>
    public void Finish()
    {
        foreach (var (table, entityType) in _kept)
        {
            ReplacementTriggers.Guard(entityType, table, this);
        }
    }

    /// <summary>Remembers what EF Core makes by itself, such as an index, as something that was declared.</summary>
    public void Declare(RenderedConstraint declared) => _declared.Add(declared);

    /// <summary>
    /// Triggers belong to the type that maps the table: not to the base of types that have tables of their own, and to the root
    /// of those that share one.
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
