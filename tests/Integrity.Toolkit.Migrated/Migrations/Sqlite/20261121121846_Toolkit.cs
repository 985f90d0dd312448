using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Toolkit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "ParcelStatusHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdempotencyKey",
                table: "ParcelStatusHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonCode",
                table: "ParcelStatusHistory",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RedactedAt",
                table: "ParcelStatusHistory",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" BEFORE UPDATE ON \"ParcelStatusHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"CorrelationId\" IS NOT OLD.\"CorrelationId\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"IdempotencyKey\" IS NOT OLD.\"IdempotencyKey\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\"\n  OR NEW.\"ReasonCode\" IS NOT OLD.\"ReasonCode\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_once_update: rows of ParcelStatusHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\";")
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

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" BEFORE UPDATE ON \"ParcelStatusHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_once_update: rows of ParcelStatusHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");
        }
    }
}
