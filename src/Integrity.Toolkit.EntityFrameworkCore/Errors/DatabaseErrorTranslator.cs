using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Translates provider exceptions into <see cref="IntegrityUpdateException"/>.
/// </summary>
/// <remarks>
/// Violations of declared objects and of the toolkit's triggers are always translated, all other errors only if the context
/// is configured for it. Returns null for an exception that is not translated, which the caller must rethrow.
/// </remarks>
internal sealed class DatabaseErrorTranslator(DbContext context)
{
    private readonly RenderedConstraints _constraints = RenderedConstraints.Of(context.Model);

    /// <summary>Returns the violation of a validation rule about values of an entity that are not unique.</summary>
    public Func<EntityEntry, IReadOnlyList<IProperty>, bool, IntegrityViolation?>? Rules { get; init; }

    /// <summary>The failed statement, if no entries identify what was written.</summary>
    public string? Sql { get; init; }

    /// <summary>Whether all pending changes of the context were being saved.</summary>
    public bool IsSave { get; init; }

    /// <summary>Selects the kinds of errors that are not translated; null for none.</summary>
    public Func<DatabaseErrorKind, bool>? Leaves { get; init; }

    /// <summary>Whether errors are translated that nothing declares; the default is the configuration of the context.</summary>
    public bool TranslatesAll { get; init; } = ContextState.Find(context) is { TranslatesAllErrors: true };

    public async ValueTask<IntegrityUpdateException?> ExplainAsync(
        Exception exception, bool async, CancellationToken cancellationToken)
    {
        if (exception is DbUpdateConcurrencyException or IntegrityUpdateException
            || ProviderErrorReader.Find(exception) is not var (said, failure)
            || Leaves?.Invoke(failure.Kind) == true
            || (!TranslatesAll && !CanBeDeclared(failure.Kind)))
        {
            return null;
        }

        IReadOnlyList<EntityEntry> entries = exception is DbUpdateException update ? update.Entries : [];
        var explained = await ExplainAsync(failure, entries, async, cancellationToken).ConfigureAwait(false);
        if (!explained.IsOurs && !TranslatesAll)
        {
            return null;
        }

        Telemetry.RecordViolation(explained.Violation.Code, explained.Violation.Entity, EnforcementMode.Enforce);
        return new IntegrityUpdateException(explained.Database, explained.Violation, said, entries);
    }

    /// <summary>Returns the database error in an exception, including errors that are not translated.</summary>
    public DatabaseError? Explain(Exception exception)
    {
        for (var outer = exception; outer is not null; outer = outer.InnerException)
        {
            if (outer is IntegrityUpdateException known)
            {
                return known.Database;
            }
        }

        return ProviderErrorReader.Find(exception) is var (_, failure)
            ? ExplainAsync(failure, (exception as DbUpdateException)?.Entries ?? [], async: false, default).GetCompletedResult().Database
            : null;
    }

    private async ValueTask<(DatabaseError Database, IntegrityViolation Violation, bool IsOurs)> ExplainAsync(
        ProviderError failure, IReadOnlyList<EntityEntry> entries, bool async, CancellationToken cancellationToken)
    {
        // The commit at the end of a save has no entries, so the pending entries of the context are used.
        var involved = entries.Count == 0 && IsSave ? context.GetChangedEntries() : entries;
        var found = await new DatabaseErrorResolver(context, failure, involved, FailedStatement.Read(Sql))
            .FindAsync(async, cancellationToken).ConfigureAwait(false);
        var rows = found.ViolatedTable is { } table ? Rows(found, table, entries) : entries;
        var entityType = found.ViolatedTable is null
            ? rows is [var only] ? only.Metadata : null
            : rows.Select(row => row.Metadata).Distinct().ToList() is [var common]
                ? common
                : found.ViolatedTable.FindMappedType(found.ViolatedColumns);
        var declared = Declared(found, entityType, rows);
        var members = found.Declared?.Members is { Count: > 0 } named ? named : found.ViolatedColumns.GetMemberPaths(entityType);
        var violation = declared ?? Undeclared(found, entityType, members, rows);
        return (ToPublic(found, violation, entityType, members), violation, declared is not null || failure.Kind == DatabaseErrorKind.Guard || MayBeDeclared(found));
    }

    /// <summary>Without a declaration there is nothing to resolve, which may need queries.</summary>
    private bool CanBeDeclared(DatabaseErrorKind kind) => kind switch
    {
        DatabaseErrorKind.Guard => true,
        DatabaseErrorKind.Unique or DatabaseErrorKind.PrimaryKey => Rules is not null || _constraints.All.Count > 0 || HasOwnTables(),
        DatabaseErrorKind.Check or DatabaseErrorKind.Exclusion => _constraints.All.Count > 0,
        DatabaseErrorKind.ForeignKeyMissing or DatabaseErrorKind.ForeignKeyReferenced => HasOwnTables(),
        _ => false,
    };

    private bool HasOwnTables() => context.Model.GetEntityTypes().Any(IsOurs);

    /// <summary>Whether the toolkit adds the type to the model, such as a history: the application declares none of its keys.</summary>
    private static bool IsOurs(IReadOnlyEntityType entityType) => entityType.ClrType.Assembly == typeof(DatabaseErrorTranslator).Assembly;

    /// <summary>Of several indexes on the same columns, one may be declared, even if which one was violated is not known.</summary>
    private bool MayBeDeclared(ResolvedDatabaseError found)
        => found.Objects.Any(known
            => _constraints.Find(known.Table.Schema, known.Table.Name, known.Name) is not null
                || known.Table.EntityTypeMappings.Any(mapping => mapping.TypeBase is IEntityType type && IsOurs(type)));

    private static IReadOnlyList<EntityEntry> Rows(ResolvedDatabaseError found, ITable table, IReadOnlyList<EntityEntry> entries)
    {
        var rows = entries.WhereStoredIn(table, found.ViolatedColumns);
        return found.Kind is DatabaseErrorKind.Guard or DatabaseErrorKind.Trigger or DatabaseErrorKind.ForeignKeyReferenced
            || rows.Count < 2
                ? rows
                : [.. rows.Where(row => row.State != EntityState.Deleted)];
    }

    private IntegrityViolation? Declared(ResolvedDatabaseError found, IEntityType? entityType, IReadOnlyList<EntityEntry> rows)
    {
        if (Rules is not null && found.Kind is DatabaseErrorKind.Unique or DatabaseErrorKind.PrimaryKey)
        {
            foreach (var row in rows)
            {
                if (found.Objects.Select(known => known.Declared(row.Metadata)).FirstOrDefault(taken => taken is not null) is { } taken
                    && Rules!(row, taken, rows.Count == 1) is { } violation)
                {
                    return violation;
                }
            }
        }

        return found.Declared is { } declared
            ? declared.CreateViolation((entityType ?? context.Model.FindEntityType(declared.EntityType))?.ShortName() ?? declared.Table, Key(rows))
            : null;
    }

    private static IntegrityViolation Undeclared(
        ResolvedDatabaseError found, IEntityType? entityType, IReadOnlyList<string> members, IReadOnlyList<EntityEntry> rows)
    {
        var known = entityType?.ShortName() ?? found.Table?.Name ?? found.Said.Name;
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (found.Constraint is { } constraint)
        {
            arguments["constraint"] = constraint;
        }

        return new IntegrityViolation(
            DatabaseErrorText.Code(found.Kind),
            known ?? "database",
            DatabaseErrorText.Message(found, known, members),
            members is [var only] ? only : null,
            Key(rows),
            arguments);
    }

    private static IReadOnlyList<object?> Key(IReadOnlyList<EntityEntry> rows)
        => rows is [var row] && row.Metadata.FindPrimaryKey() is not null ? PlannedEntry.KeyOf(row) : [];

    private static DatabaseError ToPublic(
        ResolvedDatabaseError found, IntegrityViolation violation, IEntityType? entityType, IReadOnlyList<string> members) => new(found.Kind, violation.Code)
        {
            Schema = found.Table?.Schema ?? found.Said.Schema,
            Table = found.Table?.Name ?? found.Said.Name,
            Constraint = found.Constraint,
            Candidates = found.Object is null ? [.. found.Objects.Select(candidate => candidate.Name)] : [],
            Columns = [.. found.Columns.Select(column => column.Name)],
            Entity = entityType?.ShortName(),
            Members = members,
            CanRetry = found.CanRetry,
        };
}
