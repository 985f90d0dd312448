using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Counters;

/// <summary>Creates the violations of counters that would exceed their bounds.</summary>
internal static class CounterViolations
{
    public static IntegrityViolation OutOfBounds(
        string entity,
        string counter,
        string code,
        string bound,
        IReadOnlyList<object?> key,
        long? by = null)
        => new(
            code,
            entity,
            violation
                => $"{violation.Entity}.{counter} would be {(bound == "floor" ? "below its minimum" : "above its maximum")}.",
            MemberPath.Parse(counter),
            key,
            by is null ? null : new Dictionary<string, object?> { ["by"] = by });

    public static IntegrityViolation OfFloor(string entity, Counter counter, IReadOnlyList<object?> key, long? by = null)
        => OutOfBounds(entity, counter.Property.Name, counter.FloorCode, "floor", key, by);

    public static IntegrityViolation OfCeiling(string entity, Counter counter, IReadOnlyList<object?> key, long? by = null)
        => OutOfBounds(entity, counter.Property.Name, counter.CeilingCode, "ceiling", key, by);

    /// <summary>Creates the exception for a statement that changed no row.</summary>
    public static DbUpdateException Failure(DbContext context, CounterChange change, bool isGone)
    {
        var entity = change.EntityType.ShortName();
        if (isGone)
        {
            return new IntegrityConflictException(
                [new IntegrityConflict(entity, change.Key, change.Counter.Property.Name, expected: null, actual: null)],
                [Gone(entity, change.Counter, change.Key)],
                inner: null,
                [.. change.Causes.Select(EntityEntryStateExtensions.ToUpdateEntry)]);
        }

        var violation = change.By < 0
            ? OfFloor(entity, change.Counter, change.Key, change.By)
            : OfCeiling(entity, change.Counter, change.Key, change.By);
        var check = RenderedConstraints.Of(context.Model).All.FirstOrDefault(declared => declared.Code == violation.Code
            && change.EntityType.GetAllBaseTypesInclusive().Any(type => type.Name == declared.EntityType));
        var database = new DatabaseError(DatabaseErrorKind.Check, violation.Code)
        {
            Schema = change.Tables[0].Schema,
            Table = change.Tables[0].Table,
            Constraint = check?.Name,
            Columns = [change.Tables[0].ColumnName(change.Counter.Property)],
            Entity = entity,
            Members = check?.Members ?? [change.Counter.Property.Name],
        };
        return new IntegrityUpdateException(database, violation, inner: null, change.Causes);
    }

    private static IntegrityViolation Gone(string entity, Counter counter, IReadOnlyList<object?> key)
        => new(
            counter.Code + CounterCodes.Gone,
            entity,
            violation => $"{violation.Entity}.{violation.Path} cannot be changed: the row no longer exists.",
            MemberPath.Parse(counter.Property.Name),
            key);
}
