namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>What is said when a row that stays as it is would be changed or deleted.</summary>
internal static class AppendOnlyViolations
{
    public const string Changed = "append-only.changed";

    public const string Deleted = "append-only.deleted";

    public static Refusal OfChange(string entity, IReadOnlyList<object?> key)
        => new(Changed, entity, refusal => $"{refusal.Entity} is append-only: its rows are not changed.", key: key);

    public static Refusal OfChange(string entity, string member, IReadOnlyList<object?> key)
        => new(
            Changed,
            entity,
            refusal => $"{refusal.Entity} is append-only: its {refusal.Path} is not changed.",
            RefusalPath.Parse(member),
            key);

    public static Refusal OfDeletion(string entity, IReadOnlyList<object?> key)
        => new(Deleted, entity, refusal => $"{refusal.Entity} is append-only: its rows are not deleted.", key: key);
}
