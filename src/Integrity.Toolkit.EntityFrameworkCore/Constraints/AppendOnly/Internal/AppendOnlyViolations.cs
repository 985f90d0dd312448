namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>What is said when a row that stays as it is would be changed or deleted.</summary>
internal static class AppendOnlyViolations
{
    public static IntegrityViolation OfChange(string entity, IReadOnlyList<object?> key)
        => new(AppendOnlyCodes.Changed, entity, violation => $"{violation.Entity} is append-only: its rows are not changed.", key: key);

    public static IntegrityViolation OfChange(string entity, string member, IReadOnlyList<object?> key)
        => new(
            AppendOnlyCodes.Changed,
            entity,
            violation => $"{violation.Entity} is append-only: its {violation.Path} is not changed.",
            MemberPath.Parse(member),
            key);

    public static IntegrityViolation OfDeletion(string entity, IReadOnlyList<object?> key)
        => new(AppendOnlyCodes.Deleted, entity, violation => $"{violation.Entity} is append-only: its rows are not deleted.", key: key);
}
