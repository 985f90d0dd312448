namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>Creates the violations for changed and deleted append-only rows.</summary>
internal static class AppendOnlyViolations
{
    public const string Changed = "append-only.changed";

    public const string Deleted = "append-only.deleted";

    public static IntegrityViolation OfChange(string entity, IReadOnlyList<object?> key)
        => new(Changed, entity, violation => $"{violation.Entity} is append-only. Its rows cannot be changed.", key: key);

    public static IntegrityViolation OfChange(string entity, string member, IReadOnlyList<object?> key)
        => new(
            Changed,
            entity,
            violation => $"{violation.Entity} is append-only. Its {violation.Path} cannot be changed.",
            MemberPath.Parse(member),
            key);

    public static IntegrityViolation OfDeletion(string entity, IReadOnlyList<object?> key)
        => new(Deleted, entity, violation => $"{violation.Entity} is append-only. Its rows cannot be deleted.", key: key);
}
