using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Creates database triggers for a history that is kept after its rows, which has no foreign key: they reject a changed key, and
/// a new row with the key of an existing history.
/// </summary>
internal sealed class KeptHistoryGuard(
    string status, string sequence, IMutableEntityType history, SharedHistoryTable? shared, GuardedRows rows) : DatabaseConstraint
{
    private const string Past = "\"past\"";

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var table = StoreObjectIdentifier.Create(history, StoreObjectType.Table)!.Value;
        var keys = entityType.FindPrimaryKey()!.Properties;
        var number = rendering.Column(history.FindProperty(nameof(TransitionRecord.Sequence))!, table);
        foreach (var stored in rows.TablesWith(entityType.FindProperty(status)!))
        {
            var own = keys.Select(key => rendering.Column(key, stored)).ToList();
            var isOther = string.Join(" OR ", own.Select(key => rendering.Dialect.Differs($"NEW.{key}", $"OLD.{key}")));
            string[] whose = shared is null
                ? [.. own.Select(column => $"NEW.{column}")]
                : [DatabaseDialect.Text(shared.NameOf(entityType)), KeyText.Of($"NEW.{own[0]}", keys[0].ClrType)];
            var isSame = string.Join(
                " AND ", history.FindPrimaryKey()!.Properties.Zip(whose, (copy, value) => $"{Past}.{rendering.Column(copy, table)} = {value}"));

            // The first row of its own history may be written before it, because only the table names order the statements.
            var hasPast = $"EXISTS (SELECT 1 FROM {rendering.Dialect.Quote(table)} AS {Past} WHERE {isSame}\n"
                + $"  AND ({Past}.{number} > 0 OR NEW.{rendering.Column(entityType.FindProperty(sequence)!, stored)} IS NULL))";

            Add(new GuardTrigger(
                rendering.GuardName(stored, status, "key"),
                stored,
                GuardEvent.Update,
                new GuardCase(isOther, $"a row of {stored.Name} keeps its key, for its history would not follow")));
            Add(new GuardTrigger(
                rendering.GuardName(stored, status, "reuse"),
                stored,
                GuardEvent.Insert,
                new GuardCase(hasPast, $"a new row of {stored.Name} has a key without a history"))
            {
                ReadsRows = true,
                IsAfter = true,
            });

            void Add(GuardTrigger trigger)
            {
                var guard = trigger with { When = rows.Condition(stored, rendering, "NEW.") };
                rendering.AddTrigger(entityType, guard, new RenderedConstraint(
                    guard.Name, stored.Schema, stored.Name, DatabaseErrorKind.Guard, TransitionCodes.KeyReused, entityType.Name, [], CreateViolation));
            }
        }
    }

    private static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            TransitionCodes.KeyReused,
            entity,
            static violation => $"The key of {violation.Entity} cannot be changed or reused while a transition history refers to "
                + "it, even if its row was permanently deleted. Keep the key, or use a new one.",
            key: key);
}
