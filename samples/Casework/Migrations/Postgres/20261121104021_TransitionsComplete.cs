using System;
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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_update\" AFTER UPDATE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS DISTINCT FROM OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS DISTINCT FROM OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"ReasonCode\" IS DISTINCT FROM OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_TicketHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_update', '\"TicketHistory\"', 'integrity 7b6b91e7098958abf18ac655fd8407f4 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_update' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nDROP FUNCTION IF EXISTS \"itk_TicketHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_TicketHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of TicketHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_TicketHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\" ON \"TicketHistory\";\nCREATE TRIGGER \"itk_TicketHistory_once_update\" AFTER UPDATE ON \"TicketHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS DISTINCT FROM OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_TicketHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_TicketHistory_once_update', '\"TicketHistory\"', 'integrity 5666d3c8836811d6f0fda24e43f8df3c ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_TicketHistory_once_update' AND t.tgrelid = '\"TicketHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");
        }
    }
}
