using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Open : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_replace_insert")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_replace_update")
                .Annotation("Integrity:Table", "Slips");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TRIGGER \"itk_Slips_delete\" BEFORE DELETE ON \"Slips\"\nWHEN OLD.\"DeletedAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Slips_delete: rows of Slips are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Slips_replace_insert\" BEFORE INSERT ON \"Slips\"\nWHEN EXISTS (SELECT 1 FROM \"Slips\" WHERE \"Id\" = NEW.\"Id\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Slips_replace_insert|PK_Slips: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_replace_insert")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Slips_replace_update\" BEFORE UPDATE OF \"Id\" ON \"Slips\"\nWHEN (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Slips\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Slips_replace_update|PK_Slips: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_replace_update")
                .Annotation("Integrity:Table", "Slips");
        }
    }
}
