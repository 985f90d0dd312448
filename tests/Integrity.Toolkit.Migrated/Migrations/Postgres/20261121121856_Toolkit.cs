using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Toolkit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nDROP FUNCTION IF EXISTS \"itk_ParcelStatusHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "ParcelStatusHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdempotencyKey",
                table: "ParcelStatusHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonCode",
                table: "ParcelStatusHistory",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RedactedAt",
                table: "ParcelStatusHistory",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_ParcelStatusHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of ParcelStatusHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_ParcelStatusHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nCREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" AFTER UPDATE ON \"ParcelStatusHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS DISTINCT FROM OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS DISTINCT FROM OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS DISTINCT FROM OLD.\"ParcelId\"\n  OR NEW.\"ReasonCode\" IS DISTINCT FROM OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_ParcelStatusHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_ParcelStatusHistory_once_update', '\"ParcelStatusHistory\"', 'integrity a090763cbc608b693481ddf22a059785 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_ParcelStatusHistory_once_update' AND t.tgrelid = '\"ParcelStatusHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nDROP FUNCTION IF EXISTS \"itk_ParcelStatusHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "ParcelStatusHistory");

            migrationBuilder.DropColumn(
                name: "IdempotencyKey",
                table: "ParcelStatusHistory");

            migrationBuilder.DropColumn(
                name: "ReasonCode",
                table: "ParcelStatusHistory");

            migrationBuilder.DropColumn(
                name: "RedactedAt",
                table: "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_ParcelStatusHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of ParcelStatusHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_ParcelStatusHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nCREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" AFTER UPDATE ON \"ParcelStatusHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS DISTINCT FROM OLD.\"ParcelId\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_ParcelStatusHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_ParcelStatusHistory_once_update', '\"ParcelStatusHistory\"', 'integrity baeac38d02d3636263b95ca144a69378 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_ParcelStatusHistory_once_update' AND t.tgrelid = '\"ParcelStatusHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");
        }
    }
}
