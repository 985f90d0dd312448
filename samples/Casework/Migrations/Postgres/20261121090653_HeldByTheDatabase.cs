using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Casework.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HeldByTheDatabase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "IX_Tickets_OrganizationId_Number",
                table: "Tickets",
                newName: "UX_Tickets_ticket_number");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Subject_Description",
                table: "Tickets",
                columns: new[] { "Subject", "Description" })
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:TsVectorConfig", "simple");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order",
                table: "Tickets",
                sql: "\"ClosedAt\" IS NULL OR \"ClosedAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order_2",
                table: "Tickets",
                sql: "\"ClosedAt\" IS NULL OR \"ResolvedAt\" IS NULL OR \"ClosedAt\" >= \"ResolvedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_DueAt_time_order",
                table: "Tickets",
                sql: "\"DueAt\" IS NULL OR \"DueAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Kind_choice",
                table: "Tickets",
                sql: "\"Kind\" IN ('customer', 'internal')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Number_range",
                table: "Tickets",
                sql: "\"Number\" >= 1 AND \"Number\" <= 999999");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Priority_choice",
                table: "Tickets",
                sql: "\"Priority\" IN ('low', 'normal', 'high', 'critical')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ResolvedAt_time_order",
                table: "Tickets",
                sql: "\"ResolvedAt\" IS NULL OR \"ResolvedAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Satisfaction_range",
                table: "Tickets",
                sql: "\"Satisfaction\" IS NULL OR (\"Satisfaction\" >= 1 AND \"Satisfaction\" <= 5)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Tier_choice",
                table: "Tickets",
                sql: "\"Tier\" IS NULL OR \"Tier\" IN ('basic', 'business', 'premium')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Tier_ticket_tier",
                table: "Tickets",
                sql: "\"Tier\" IS NULL OR \"Kind\" = 'customer'");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Attachments_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Attachments are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Attachments_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Attachments_delete\" ON \"Attachments\";\nCREATE TRIGGER \"itk_Attachments_delete\" BEFORE DELETE ON \"Attachments\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Attachments_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Attachments_delete', '\"Attachments\"', 'integrity 11a4df51fa07afea5bf8ddaf9db92179 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Attachments_delete' AND t.tgrelid = '\"Attachments\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_delete")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Attachments_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Attachments are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Attachments_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Attachments_truncate\" ON \"Attachments\";\nCREATE TRIGGER \"itk_Attachments_truncate\" BEFORE TRUNCATE ON \"Attachments\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Attachments_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Attachments_truncate', '\"Attachments\"', 'integrity 7a1e52b4103d182fa1b06c21e1336051 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Attachments_truncate' AND t.tgrelid = '\"Attachments\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_truncate")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Comments_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Comments are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Comments_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Comments_delete\" ON \"Comments\";\nCREATE TRIGGER \"itk_Comments_delete\" BEFORE DELETE ON \"Comments\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Comments_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Comments_delete', '\"Comments\"', 'integrity 06f1dc354ac1d19f368107c29215992a ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Comments_delete' AND t.tgrelid = '\"Comments\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_delete")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Comments_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Comments are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Comments_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Comments_truncate\" ON \"Comments\";\nCREATE TRIGGER \"itk_Comments_truncate\" BEFORE TRUNCATE ON \"Comments\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Comments_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Comments_truncate', '\"Comments\"', 'integrity bf41311270e7a258762afc21b89d9e83 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Comments_truncate' AND t.tgrelid = '\"Comments\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_truncate")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketActivity_once_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  IF (EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = OLD.\"TicketId\")) THEN\n    RAISE EXCEPTION USING MESSAGE = 'rows of TicketActivity are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_TicketActivity_once_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  END IF;\n  RETURN OLD;\nEND $integrity$;\nDO $integrity$ BEGIN\n  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', '\"itk_TicketActivity_once_delete\"', current_schema());\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketActivity_once_delete\" ON \"TicketActivity\";\nCREATE TRIGGER \"itk_TicketActivity_once_delete\" BEFORE DELETE ON \"TicketActivity\"\nFOR EACH ROW\nEXECUTE FUNCTION \"itk_TicketActivity_once_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketActivity_once_delete', '\"TicketActivity\"', 'integrity 8a1101a189781aa402baf338e51489dc ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketActivity_once_delete' AND t.tgrelid = '\"TicketActivity\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_delete")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketActivity_once_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketActivity are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_TicketActivity_once_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketActivity_once_truncate\" ON \"TicketActivity\";\nCREATE TRIGGER \"itk_TicketActivity_once_truncate\" BEFORE TRUNCATE ON \"TicketActivity\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_TicketActivity_once_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketActivity_once_truncate', '\"TicketActivity\"', 'integrity 7d5fd40f0903f3154cdc05383118c850 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketActivity_once_truncate' AND t.tgrelid = '\"TicketActivity\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_truncate")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketActivity_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketActivity are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketActivity_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketActivity_once_update\" ON \"TicketActivity\";\nCREATE TRIGGER \"itk_TicketActivity_once_update\" AFTER UPDATE ON \"TicketActivity\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"At\" IS DISTINCT FROM OLD.\"At\"\n  OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n  OR NEW.\"Kind\" IS DISTINCT FROM OLD.\"Kind\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"What\" IS DISTINCT FROM OLD.\"What\")\nEXECUTE FUNCTION \"itk_TicketActivity_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketActivity_once_update', '\"TicketActivity\"', 'integrity eab10ab74e672a4f53dedbff157b7fce ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketActivity_once_update' AND t.tgrelid = '\"TicketActivity\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_delete\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_delete\" BEFORE DELETE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (TRUE)\nEXECUTE FUNCTION \"itk_TicketHistory_once_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_delete', '\"TicketHistory\"', 'integrity 8178bc08842b41b4a7a6649acf4bece2 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_delete' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_delete")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_truncate\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_truncate\" BEFORE TRUNCATE ON \"TicketHistory\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_TicketHistory_once_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_truncate', '\"TicketHistory\"', 'integrity b19f17584751d0a9087fe482ec7b0226 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_truncate' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_truncate")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_update\" AFTER UPDATE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_TicketHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_update', '\"TicketHistory\"', 'integrity 5666d3c8836811d6f0fda24e43f8df3c ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_update' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_initial\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Tickets.Status begins only in an initial state of the table ''ticket''', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_initial', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_initial\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_Status_initial\" AFTER INSERT ON \"Tickets\"\nFOR EACH ROW\nWHEN ((NEW.\"Status\" IN ('New')) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Tickets_Status_initial\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_initial', '\"Tickets\"', 'integrity 10b72ce0e91210b032d91300edd4795c ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_initial' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_initial")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_Status_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Tickets.Status moves only along the table ''ticket''', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_Status_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_Status_move\" AFTER UPDATE ON \"Tickets\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'New' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"Status\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"Status\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"Status\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"Status\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Tickets_Status_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_Status_move', '\"Tickets\"', 'integrity e22a7bf68a858e6f4285bf2d2cf5d9b8 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_Status_move' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Tickets are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_delete\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_delete\" BEFORE DELETE ON \"Tickets\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Tickets_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_delete', '\"Tickets\"', 'integrity 3347fae379cd271a98723e70c96cafe7 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_delete' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_delete")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Tickets are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_truncate\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_truncate\" BEFORE TRUNCATE ON \"Tickets\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Tickets_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_truncate', '\"Tickets\"', 'integrity a04d0c0f2d94cafd2bbac233c71ea398 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_truncate' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_truncate")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Tickets_version\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'a row of Tickets changes only together with its version, which moves by one', ERRCODE = '23514', CONSTRAINT = 'itk_Tickets_version', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Tickets_version\" ON \"Tickets\";\nCREATE TRIGGER \"itk_Tickets_version\" AFTER UPDATE ON \"Tickets\"\nFOR EACH ROW\nWHEN (NEW.\"Version\" IS DISTINCT FROM CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS DISTINCT FROM OLD.\"Version\"\n    OR NEW.\"AssigneeId\" IS DISTINCT FROM OLD.\"AssigneeId\"\n    OR NEW.\"ClosedAt\" IS DISTINCT FROM OLD.\"ClosedAt\"\n    OR NEW.\"CreatedAt\" IS DISTINCT FROM OLD.\"CreatedAt\"\n    OR NEW.\"CustomerEmail\" IS DISTINCT FROM OLD.\"CustomerEmail\"\n    OR NEW.\"Description\" IS DISTINCT FROM OLD.\"Description\"\n    OR NEW.\"DueAt\" IS DISTINCT FROM OLD.\"DueAt\"\n    OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n    OR NEW.\"Kind\" IS DISTINCT FROM OLD.\"Kind\"\n    OR NEW.\"LastActivityAt\" IS DISTINCT FROM OLD.\"LastActivityAt\"\n    OR NEW.\"Number\" IS DISTINCT FROM OLD.\"Number\"\n    OR NEW.\"OrganizationId\" IS DISTINCT FROM OLD.\"OrganizationId\"\n    OR NEW.\"Priority\" IS DISTINCT FROM OLD.\"Priority\"\n    OR NEW.\"RequesterId\" IS DISTINCT FROM OLD.\"RequesterId\"\n    OR NEW.\"ResolvedAt\" IS DISTINCT FROM OLD.\"ResolvedAt\"\n    OR NEW.\"Satisfaction\" IS DISTINCT FROM OLD.\"Satisfaction\"\n    OR NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS DISTINCT FROM OLD.\"StatusSequence\"\n    OR NEW.\"Subject\" IS DISTINCT FROM OLD.\"Subject\"\n    OR NEW.\"Tier\" IS DISTINCT FROM OLD.\"Tier\"))\nEXECUTE FUNCTION \"itk_Tickets_version\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Tickets_version', '\"Tickets\"', 'integrity 810d9e8039293a3290bb7fa63b9c5988 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Tickets_version' AND t.tgrelid = '\"Tickets\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_version")
                .Annotation("Integrity:Table", "Tickets");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_delete\" ON \"Attachments\";\nDROP FUNCTION IF EXISTS \"itk_Attachments_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_delete")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_truncate\" ON \"Attachments\";\nDROP FUNCTION IF EXISTS \"itk_Attachments_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_truncate")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_delete\" ON \"Comments\";\nDROP FUNCTION IF EXISTS \"itk_Comments_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_delete")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_truncate\" ON \"Comments\";\nDROP FUNCTION IF EXISTS \"itk_Comments_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_truncate")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_once_delete\" ON \"TicketActivity\";\nDROP FUNCTION IF EXISTS \"itk_TicketActivity_once_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_delete")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_once_truncate\" ON \"TicketActivity\";\nDROP FUNCTION IF EXISTS \"itk_TicketActivity_once_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_truncate")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_once_update\" ON \"TicketActivity\";\nDROP FUNCTION IF EXISTS \"itk_TicketActivity_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_delete\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_delete")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_truncate\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_truncate")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_initial\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_initial\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_initial")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_Status_move\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_delete\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_delete")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_truncate\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_truncate")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_version\" ON \"Tickets\";\nDROP FUNCTION IF EXISTS \"itk_Tickets_version\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_version")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_Subject_Description",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order_2",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_DueAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Kind_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Number_range",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Priority_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ResolvedAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Satisfaction_range",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Tier_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Tier_ticket_tier",
                table: "Tickets");

            migrationBuilder.RenameIndex(
                name: "UX_Tickets_ticket_number",
                table: "Tickets",
                newName: "IX_Tickets_OrganizationId_Number");
        }
    }
}
