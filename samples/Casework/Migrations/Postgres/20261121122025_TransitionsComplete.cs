using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Casework.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TransitionsComplete : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_move\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "TicketHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdempotencyKey",
                table: "TicketHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonCode",
                table: "TicketHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RedactedAt",
                table: "TicketHistory",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Workload",
                table: "People",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddCheckConstraint(
                name: "CK_People_Workload_floor",
                table: "People",
                sql: "\"Workload\" >= 0");

            migrationBuilder.Sql("INSERT INTO \"TicketHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", \"ActorKind\", \"OccurredAt\", \"TableHash\")\nSELECT \"held\".\"Id\", 0, NULL, \"held\".\"Status\", 'Backfill', FALSE, 'Unknown', CURRENT_TIMESTAMP, 'ed6ac08e0bfab686'\nFROM \"Tickets\" AS \"held\"\nWHERE \"held\".\"Status\" IS NOT NULL\n  AND NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = \"held\".\"Id\");\nINSERT INTO \"TicketHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", \"ActorKind\", \"OccurredAt\", \"TableHash\")\nSELECT \"held\".\"Id\", \"last\".\"Sequence\" + 1, \"last\".\"ToState\", \"held\".\"Status\", 'Backfill', TRUE, 'Unknown', CURRENT_TIMESTAMP, 'ed6ac08e0bfab686'\nFROM \"Tickets\" AS \"held\" JOIN \"TicketHistory\" AS \"last\" ON \"last\".\"TicketId\" = \"held\".\"Id\"\nWHERE \"held\".\"Status\" IS NOT NULL\n  AND \"last\".\"ToState\" IS DISTINCT FROM \"held\".\"Status\"\n  AND NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = \"held\".\"Id\" AND \"past\".\"Sequence\" > \"last\".\"Sequence\");\nUPDATE \"Tickets\" SET \"StatusSequence\" = (SELECT MAX(\"Sequence\") FROM \"TicketHistory\" AS \"last\" WHERE \"last\".\"TicketId\" = \"Tickets\".\"Id\")\nWHERE \"StatusSequence\" IS DISTINCT FROM (SELECT MAX(\"Sequence\") FROM \"TicketHistory\" AS \"last\" WHERE \"last\".\"TicketId\" = \"Tickets\".\"Id\");")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_backfill")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_ledger_ahead\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF EXISTS (SELECT 1 FROM \"Tickets\" AS \"owner\" WHERE \"owner\".\"Id\" = NEW.\"TicketId\" AND COALESCE(\"owner\".\"StatusSequence\", -1) < NEW.\"Sequence\") THEN\n    RAISE EXCEPTION USING MESSAGE = 'a row of TicketHistory tells of a move that its row has not made', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_ledger_ahead', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN NULL;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_TicketHistory_ledger_ahead\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_ahead\" ON \"TicketHistory\";\nCREATE CONSTRAINT TRIGGER \"itk_TicketHistory_ledger_ahead\" AFTER INSERT ON \"TicketHistory\"\nDEFERRABLE INITIALLY DEFERRED\nFOR EACH ROW\nEXECUTE FUNCTION \"itk_TicketHistory_ledger_ahead\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_ledger_ahead', '\"TicketHistory\"', 'integrity 7994f42fe20edd0fae533d5fe6215222 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_ledger_ahead' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_ahead")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_ledger_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'a row of TicketHistory tells of a move along the table ''ticket''', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_ledger_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_move\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_ledger_move\" AFTER INSERT ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"OffTable\" IS DISTINCT FROM FALSE\n  OR CASE WHEN NEW.\"FromState\" IS NULL THEN (NEW.\"ToState\" IN ('New')) IS NOT TRUE AND (NEW.\"Origin\" = 'Backfill') IS NOT TRUE\n  ELSE (CASE NEW.\"FromState\"\n    WHEN 'New' THEN NEW.\"ToState\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"ToState\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"ToState\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"ToState\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"ToState\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"ToState\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE END)\nEXECUTE FUNCTION \"itk_TicketHistory_ledger_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_ledger_move', '\"TicketHistory\"', 'integrity 906a715b7201cebece5ef1297ec4d29b ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_ledger_move' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_move")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_ledger_past\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF (CASE WHEN NEW.\"FromState\" IS NULL THEN NEW.\"Sequence\" <> 0 OR NOT (EXISTS (SELECT 1 FROM \"Tickets\" AS \"owner\" WHERE \"owner\".\"Id\" = NEW.\"TicketId\" AND COALESCE(\"owner\".\"StatusSequence\", 0) = 0 AND \"owner\".\"Status\" = NEW.\"ToState\"))\n  ELSE NOT (EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"TicketId\" AND \"past\".\"Sequence\" = NEW.\"Sequence\" - 1 AND \"past\".\"Sequence\" + 1 = NEW.\"Sequence\" AND \"past\".\"ToState\" = NEW.\"FromState\")) END) THEN\n    RAISE EXCEPTION USING MESSAGE = 'a row of TicketHistory begins with the state of its row, or goes on where the history ended', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_ledger_past', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN NULL;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_TicketHistory_ledger_past\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_past\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_ledger_past\" AFTER INSERT ON \"TicketHistory\"\nFOR EACH ROW\nEXECUTE FUNCTION \"itk_TicketHistory_ledger_past\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_ledger_past', '\"TicketHistory\"', 'integrity 25b33a9775704b32242655923a8351f2 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_ledger_past' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_past")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_update\" AFTER UPDATE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS DISTINCT FROM OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS DISTINCT FROM OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"ReasonCode\" IS DISTINCT FROM OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_TicketHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_update', '\"TicketHistory\"', 'integrity 33e926a728a8da3266f692f30b4bd863 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_update' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_begin\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF NEW.\"StatusSequence\" <> 0\n  OR EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"Id\") THEN\n    RAISE EXCEPTION USING MESSAGE = 'a new row of Tickets begins at the beginning of a history of its own', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_begin', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN NULL;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_Tickets_Status_begin\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_begin\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_Status_begin\" AFTER INSERT ON \"Tickets\"\nFOR EACH ROW\nEXECUTE FUNCTION \"itk_Tickets_Status_begin\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_begin', '\"Tickets\"', 'integrity 8e0f664c24f613007bc3144cd6cdc367 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_begin' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begin")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_begun\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"Id\" AND \"past\".\"Sequence\" = 0)\n  AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = NEW.\"Id\") THEN\n    RAISE EXCEPTION USING MESSAGE = 'a row of Tickets has a sequence only with the first row of its history', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_begun', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN NULL;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_Tickets_Status_begun\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_begun\" ON \"Tickets\";\nCREATE CONSTRAINT TRIGGER \"itk_Tickets_Status_begun\" AFTER INSERT ON \"Tickets\"\nDEFERRABLE INITIALLY DEFERRED\nFOR EACH ROW\nWHEN (NEW.\"StatusSequence\" IS NOT NULL)\nEXECUTE FUNCTION \"itk_Tickets_Status_begun\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_begun', '\"Tickets\"', 'integrity a31dd5a4ff5520c7f185b042a6bcc81e ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_begun' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begun")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_ledger\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n  OR NEW.\"StatusSequence\" IS NULL OR NEW.\"StatusSequence\" <= COALESCE(OLD.\"StatusSequence\", -1)\n  OR NOT EXISTS (SELECT 1 FROM \"TicketHistory\" AS \"past\" WHERE \"past\".\"TicketId\" = NEW.\"Id\" AND \"past\".\"Sequence\" = NEW.\"StatusSequence\" AND \"past\".\"ToState\" = NEW.\"Status\") THEN\n    RAISE EXCEPTION USING MESSAGE = 'Tickets.Status changes only together with its history row', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_ledger', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN NULL;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_Tickets_Status_ledger\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_ledger\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_Status_ledger\" AFTER UPDATE ON \"Tickets\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  OR NEW.\"StatusSequence\" IS DISTINCT FROM OLD.\"StatusSequence\"\n  OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\")\nEXECUTE FUNCTION \"itk_Tickets_Status_ledger\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_ledger', '\"Tickets\"', 'integrity a1359f6e144c3b1e8dab03c15604080d ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_ledger' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_ledger")
                .Annotation("Integrity:Table", "Tickets");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_ahead\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_ledger_ahead\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_ahead")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_move\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_ledger_move\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_move")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_ledger_past\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_ledger_past\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_ledger_past")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_begin\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_begin\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begin")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_begun\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_begun\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_begun")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_ledger\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_ledger\"();")
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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_update\" AFTER UPDATE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_TicketHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_update', '\"TicketHistory\"', 'integrity 5666d3c8836811d6f0fda24e43f8df3c ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_update' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Tickets.Status moves only along the table ''ticket''', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_Status_move\" AFTER UPDATE ON \"Tickets\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'New' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"Status\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"Status\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"Status\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"Status\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Tickets_Status_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_move', '\"Tickets\"', 'integrity e22a7bf68a858e6f4285bf2d2cf5d9b8 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_move' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");
        }
    }
}
