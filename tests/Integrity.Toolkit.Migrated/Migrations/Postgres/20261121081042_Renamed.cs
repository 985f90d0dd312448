using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Renamed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_version\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels");

            migrationBuilder.RenameColumn(
                name: "Weight",
                table: "Parcels",
                newName: "Grams");

            migrationBuilder.RenameColumn(
                name: "DeletedAt",
                table: "Parcels",
                newName: "GoneAt");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels",
                sql: "\"Grams\" > 0 AND \"Grams\" <= 31500");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Parcels are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_delete\" BEFORE DELETE ON \"Parcels\"\nFOR EACH ROW\nWHEN (OLD.\"GoneAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Parcels_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_delete', '\"Parcels\"', 'integrity dfcfba13d1c55dec2fbe2d7b73805350 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_delete' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_version\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'a row of Parcels changes only together with its version, which moves by one', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_version', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_version\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Version\" IS DISTINCT FROM CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS DISTINCT FROM OLD.\"Version\"\n    OR NEW.\"Code\" IS DISTINCT FROM OLD.\"Code\"\n    OR NEW.\"Grams\" IS DISTINCT FROM OLD.\"Grams\"\n    OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n    OR NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS DISTINCT FROM OLD.\"StatusSequence\"\n    OR NEW.\"Title\" IS DISTINCT FROM OLD.\"Title\"))\nEXECUTE FUNCTION \"itk_Parcels_version\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_version', '\"Parcels\"', 'integrity 2932b659bde42e069bc20a5ff13cdc76 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_version' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_version\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels");

            migrationBuilder.RenameColumn(
                name: "Grams",
                table: "Parcels",
                newName: "Weight");

            migrationBuilder.RenameColumn(
                name: "GoneAt",
                table: "Parcels",
                newName: "DeletedAt");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Parcels_parcel_weight",
                table: "Parcels",
                sql: "\"Weight\" > 0 AND \"Weight\" <= 31500");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Parcels are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_delete\" BEFORE DELETE ON \"Parcels\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Parcels_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_delete', '\"Parcels\"', 'integrity 9d6c77c0c0007378b4caf408dd42f3d9 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_delete' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_version\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'a row of Parcels changes only together with its version, which moves by one', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_version', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_version\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Version\" IS DISTINCT FROM CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS DISTINCT FROM OLD.\"Version\"\n    OR NEW.\"Code\" IS DISTINCT FROM OLD.\"Code\"\n    OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n    OR NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS DISTINCT FROM OLD.\"StatusSequence\"\n    OR NEW.\"Title\" IS DISTINCT FROM OLD.\"Title\"\n    OR NEW.\"Weight\" IS DISTINCT FROM OLD.\"Weight\"))\nEXECUTE FUNCTION \"itk_Parcels_version\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_version', '\"Parcels\"', 'integrity 972635f4e7f17e7aa3211f4f7458eeb2 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_version' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");
        }
    }
}
