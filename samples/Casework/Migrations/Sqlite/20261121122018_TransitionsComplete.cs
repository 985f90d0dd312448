using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Casework.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TransitionsComplete : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "TicketHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdempotencyKey",
                table: "TicketHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonCode",
                table: "TicketHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RedactedAt",
                table: "TicketHistory",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Workload",
                table: "People",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddCheckConstraint(
                name: "CK_People_Workload_floor",
                table: "People",
                sql: "\"Workload\" >= 0");

            migrationBuilder.Sql("INSERT INTO \"TicketHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", \"ActorKind\", \"OccurredAt\", \"TableHash\")\nSELECT \"held\".\"Id\", 0, NULL, \"held\".\"Status\", 'Backfill', 0, 'Unknown', strftime('%Y-%m-%d %H:%M:%f', 'now'), 'ed6ac08e0bfab686'\nFROM \"Tickets\" AS \"held\"\nWHERE \"held\".\"Status\" IS NOT NULL\n  AND NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = \"held\".\"Id\");\nINSERT INTO \"TicketHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", \"ActorKind\", \"OccurredAt\", \"TableHash\")\nSELECT \"held\".\"Id\", \"last\".\"Sequence\" + 1, \"last\".\"ToState\", \"held\".\"Status\", 'Backfill', 1, 'Unknown', strftime('%Y-%m-%d %H:%M:%f', 'now'), 'ed6ac08e0bfab686'\nFROM \"Tickets\" AS \"held\" JOIN \"TicketHistory\" AS \"last\" ON \"last\".\"TicketId\" = \"held\".\"Id\"\nWHERE \"held\".\"Status\" IS NOT NULL\n  AND \"last\".\"ToState\" IS NOT \"held\".\"Status\"\n  AND NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = \"held\".\"Id\" AND \"past\".\"Sequence\" > \"last\".\"Sequence\");\nUPDATE \"Tickets\" SET \"StatusSequence\" = (SELECT MAX(\"Sequence\") FROM \"TicketHistory\" AS \"last\" WHERE \"last\".\"TicketId\" = \"Tickets\".\"Id\")\nWHERE \"StatusSequence\" IS NOT (SELECT MAX(\"Sequence\") FROM \"TicketHistory\" AS \"last\" WHERE \"last\".\"TicketId\" = \"Tickets\".\"Id\");")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_backfill")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_ledger_move\" BEFORE INSERT ON \"TicketHistory\"\nWHEN NEW.\"OffTable\" IS NOT 0\n  OR CASE WHEN NEW.\"FromState\" IS NULL THEN (NEW.\"ToState\" IN ('New')) IS NOT TRUE AND (NEW.\"Origin\" = 'Backfill') IS NOT TRUE\n  ELSE (CASE NEW.\"FromState\"\n    WHEN 'New' THEN NEW.\"ToState\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"ToState\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"ToState\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"ToState\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"ToState\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"ToState\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE END\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_ledger_move: a row of TicketHistory tells of a move along the table ''ticket''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_move")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_ledger_past\" BEFORE INSERT ON \"TicketHistory\"\nWHEN (CASE WHEN NEW.\"FromState\" IS NULL THEN NEW.\"Sequence\" <> 0 OR NOT (EXISTS (SELECT 1 FROM \"Tickets\" AS \"owner\" WHERE \"owner\".\"Id\" = NEW.\"TicketId\" AND COALESCE(\"owner\".\"StatusSequence\", 0) = 0 AND \"owner\".\"Status\" = NEW.\"ToState\"))\n  ELSE NOT (EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"TicketId\" AND \"past\".\"Sequence\" = NEW.\"Sequence\" - 1 AND \"past\".\"Sequence\" + 1 = NEW.\"Sequence\" AND \"past\".\"ToState\" = NEW.\"FromState\") AND (EXISTS (SELECT 1 FROM \"Tickets\" AS \"owner\" WHERE \"owner\".\"Id\" = NEW.\"TicketId\"))) END)\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_ledger_past: a row of TicketHistory begins with the state of its row, or goes on where the history ended');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_past")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_update\" BEFORE UPDATE ON \"TicketHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS NOT OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS NOT OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"ReasonCode\" IS NOT OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_update: rows of TicketHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_Status_begin\" AFTER INSERT ON \"Tickets\"\nWHEN NEW.\"StatusSequence\" <> 0\n  OR EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"Id\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_Status_begin: a new row of Tickets begins at the beginning of a history of its own');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begin")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_Status_ledger\" BEFORE UPDATE ON \"Tickets\"\nWHEN (NEW.\"Status\" IS NOT OLD.\"Status\"\n  OR NEW.\"StatusSequence\" IS NOT OLD.\"StatusSequence\"\n  OR NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND (NEW.\"Id\" IS NOT OLD.\"Id\"\n  OR NEW.\"StatusSequence\" IS NULL OR NEW.\"StatusSequence\" <= COALESCE(OLD.\"StatusSequence\", -1)\n  OR NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"Id\" AND \"past\".\"Sequence\" = NEW.\"StatusSequence\" AND \"past\".\"ToState\" = NEW.\"Status\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_Status_ledger: Tickets.Status changes only together with its history row');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_ledger")
                .Annotation("Integrity:Table", "Tickets");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_move")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_past\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_past")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_begin\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begin")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_ledger\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_ledger")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_People_Workload_floor",
                table: "People");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "TicketHistory");

            migrationBuilder.DropColumn(
                name: "IdempotencyKey",
                table: "TicketHistory");

            migrationBuilder.DropColumn(
                name: "ReasonCode",
                table: "TicketHistory");

            migrationBuilder.DropColumn(
                name: "RedactedAt",
                table: "TicketHistory");

            migrationBuilder.DropColumn(
                name: "Workload",
                table: "People");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_update\" BEFORE UPDATE ON \"TicketHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_update: rows of TicketHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_Status_move\" BEFORE UPDATE OF \"Status\" ON \"Tickets\"\nWHEN NEW.\"Status\" IS NOT OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'New' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"Status\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"Status\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"Status\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"Status\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_Status_move: Tickets.Status moves only along the table ''ticket''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");
        }
    }
}
