using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>Creates the violations for changed and deleted append-only rows.</summary>
internal static class AppendOnlyViolations
{
    public static IntegrityViolation OfChange(string entity, IReadOnlyList<object?> key)
        => new(AppendOnlyCodes.Changed, entity, violation => $"{violation.Entity} is append-only. Its rows cannot be changed.", key: key);

    public static IntegrityViolation OfChange(string entity, string member, IReadOnlyList<object?> key)
        => new(
            AppendOnlyCodes.Changed,
            entity,
            violation => $"{violation.Entity} is append-only. Its {violation.Path} cannot be changed.",
            MemberPath.Parse(member),
            key);

    public static IntegrityViolation OfDeletion(string entity, IReadOnlyList<object?> key)
        => new(AppendOnlyCodes.Deleted, entity, violation => $"{violation.Entity} is append-only. Its rows cannot be deleted.", key: key);
}
