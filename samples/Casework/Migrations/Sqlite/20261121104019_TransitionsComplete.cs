using System;
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

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_update\" BEFORE UPDATE ON \"TicketHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS NOT OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS NOT OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"ReasonCode\" IS NOT OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_update: rows of TicketHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\";")
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

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_update\" BEFORE UPDATE ON \"TicketHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_update: rows of TicketHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");
        }
    }
}
