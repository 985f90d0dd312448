using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Open : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_delete\" ON \"Slips\";\nDROP FUNCTION IF EXISTS \"itk_Slips_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_truncate\" ON \"Slips\";\nDROP FUNCTION IF EXISTS \"itk_Slips_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_truncate")
                .Annotation("Integrity:Table", "Slips");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Slips_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Slips are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Slips_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Slips_delete\" ON \"Slips\";\nCREATE TRIGGER \"itk_Slips_delete\" BEFORE DELETE ON \"Slips\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Slips_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Slips_delete', '\"Slips\"', 'integrity fabb68d832577874d804c80e4df6d6d9 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Slips_delete' AND t.tgrelid = '\"Slips\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Slips_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Slips are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Slips_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Slips_truncate\" ON \"Slips\";\nCREATE TRIGGER \"itk_Slips_truncate\" BEFORE TRUNCATE ON \"Slips\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Slips_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Slips_truncate', '\"Slips\"', 'integrity c6907b01c6dff25f8440d5e511e73fe1 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Slips_truncate' AND t.tgrelid = '\"Slips\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_truncate")
                .Annotation("Integrity:Table", "Slips");
        }
    }
}
