using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Lost : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_Status_move\"();")
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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_Status_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Parcels.Status moves only along the table ''parcel''', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_Status_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_Status_move\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived', 'Lost')\n    ELSE FALSE END) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Parcels_Status_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_Status_move', '\"Parcels\"', 'integrity 208075d4e16b65f02fe15b1528d5e24e ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_Status_move' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_Status_move\"();")
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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_Status_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Parcels.Status moves only along the table ''parcel''', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_Status_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_Status_move\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived')\n    ELSE FALSE END) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Parcels_Status_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_Status_move', '\"Parcels\"', 'integrity c950a226c9293c9ad10cdfe3c7ee35b7 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_Status_move' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");
        }
    }
}
