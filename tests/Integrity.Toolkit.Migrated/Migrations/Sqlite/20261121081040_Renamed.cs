using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Renamed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_version\";")
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

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_delete\" BEFORE DELETE ON \"Parcels\"\nWHEN OLD.\"GoneAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_delete: rows of Parcels are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_insert\" BEFORE INSERT ON \"Parcels\"\nWHEN (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\"))\n  OR (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\");\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_update\" BEFORE UPDATE OF \"Id\", \"Code\", \"Status\" ON \"Parcels\"\nWHEN ((NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\")))\n  OR ((NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"));\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_version\" BEFORE UPDATE ON \"Parcels\"\nWHEN NEW.\"Version\" IS NOT CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS NOT OLD.\"Version\"\n    OR NEW.\"Code\" IS NOT OLD.\"Code\"\n    OR NEW.\"Grams\" IS NOT OLD.\"Grams\"\n    OR NEW.\"Id\" IS NOT OLD.\"Id\"\n    OR NEW.\"Status\" IS NOT OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS NOT OLD.\"StatusSequence\"\n    OR NEW.\"Title\" IS NOT OLD.\"Title\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_version: a row of Parcels changes only together with its version, which moves by one');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_version\";")
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

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_delete\" BEFORE DELETE ON \"Parcels\"\nWHEN OLD.\"DeletedAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_delete: rows of Parcels are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_insert\" BEFORE INSERT ON \"Parcels\"\nWHEN (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\"))\n  OR (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\", NEW.\"Weight\" AS \"Weight\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\");\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\", NEW.\"Weight\" AS \"Weight\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_update\" BEFORE UPDATE OF \"Id\", \"Code\", \"Status\" ON \"Parcels\"\nWHEN ((NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\")))\n  OR ((NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\", NEW.\"Weight\" AS \"Weight\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"));\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\", NEW.\"Weight\" AS \"Weight\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_version\" BEFORE UPDATE ON \"Parcels\"\nWHEN NEW.\"Version\" IS NOT CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS NOT OLD.\"Version\"\n    OR NEW.\"Code\" IS NOT OLD.\"Code\"\n    OR NEW.\"Id\" IS NOT OLD.\"Id\"\n    OR NEW.\"Status\" IS NOT OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS NOT OLD.\"StatusSequence\"\n    OR NEW.\"Title\" IS NOT OLD.\"Title\"\n    OR NEW.\"Weight\" IS NOT OLD.\"Weight\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_version: a row of Parcels changes only together with its version, which moves by one');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");
        }
    }
}
