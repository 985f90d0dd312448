using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lost : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels",
                sql: "\"Weight\" > 0 AND \"Weight\" <= 31500");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_Status_move\" BEFORE UPDATE OF \"Status\" ON \"Parcels\"\nWHEN NEW.\"Status\" IS NOT OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived', 'Lost')\n    ELSE FALSE END) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_Status_move: Parcels.Status moves only along the table ''parcel''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels",
                sql: "\"Weight\" > 0");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_Status_move\" BEFORE UPDATE OF \"Status\" ON \"Parcels\"\nWHEN NEW.\"Status\" IS NOT OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived')\n    ELSE FALSE END) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_Status_move: Parcels.Status moves only along the table ''parcel''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");
        }
    }
}
