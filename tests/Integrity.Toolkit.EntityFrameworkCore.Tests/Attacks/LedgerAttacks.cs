using static Integrity.Toolkit.Tests.Attacks.GuardedDatabase;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>The attacks on a ledger that apply to every database. Ticket 1 is opened, tickets 2 and 3 are new.</summary>
internal static class LedgerAttacks
{
    public const string Moved = "\"Version\" = \"Version\" + 1";

    public static readonly (string Attack, string Code)[] All =
    [
        ($"UPDATE \"Tickets\" SET \"Status\" = 'Opened', {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Status\" = 'Opened', \"StatusSequence\" = 1, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Status\" = 'Opened', \"StatusSequence\" = NULL, {Moved} WHERE \"Id\" = 3", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Status\" = 'New', \"StatusSequence\" = 0, {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"StatusSequence\" = 0, {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"StatusSequence\" = NULL, {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"StatusSequence\" = 9, {Moved} WHERE \"Id\" = 1", Unrecorded),
        ($"UPDATE \"Tickets\" SET \"Status\" = (SELECT 'Closed'), {Moved}", Unrecorded),
        ($"BEGIN; {Row(3, "1", "'New'", "'Opened'")}; UPDATE \"Tickets\" SET \"Status\" = 'Closed', \"StatusSequence\" = 1, {Moved} "
            + "WHERE \"Id\" = 3; COMMIT", Unrecorded),
        ($"BEGIN; {Row(3, "1", "'New'", "'Opened'")}; UPDATE \"Tickets\" SET \"Status\" = 'Opened', \"StatusSequence\" = 2, {Moved} "
            + "WHERE \"Id\" = 3; COMMIT", Unrecorded),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}) VALUES (77, {Values("Closed")})", NotInitial),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}, \"StatusSequence\") VALUES (77, {Values("New")}, 1)", Chain),
        ($"INSERT INTO \"Tickets\" (\"Id\", {Columns}, \"StatusSequence\") VALUES (77, {Values("New")}, -1)", Chain),
        (Row(3, "1", "'New'", "'Closed'"), NotPermitted),
        (Row(3, "1", "'New'", "'New'"), NotPermitted),
        (Row(3, "1", "'New'", "'Nonsense'"), NotPermitted),
        (Row(3, "1", "'New'", "'Opened'", offTable: "TRUE"), NotPermitted),
        (Row(3, "1", "'New'", "'Closed'", "Backfill", "TRUE"), NotPermitted),
        (Row(1, "2", "'Resolved'", "'Opened'"), Chain),
        (Row(1, "3", "'Opened'", "'Resolved'"), Chain),
        (Row(1, "-1", "'New'", "'Opened'"), Chain),
        (Row(1, "2", "NULL", "'New'"), Chain),
        (Row(1, "2", "NULL", "'Opened'", "Backfill"), Chain),
        ("UPDATE \"TicketStatusHistory\" SET \"ToState\" = 'Closed'", Written),
        ("UPDATE \"TicketStatusHistory\" SET \"FromState\" = NULL WHERE \"Sequence\" = 1", Written),
        ("UPDATE \"TicketStatusHistory\" SET \"OffTable\" = TRUE", Written),
        ("DELETE FROM \"TicketStatusHistory\" WHERE \"TicketId\" = 1", Written),
    ];
}
