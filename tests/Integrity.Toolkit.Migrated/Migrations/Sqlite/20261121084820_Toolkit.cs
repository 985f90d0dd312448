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
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_insert\" BEFORE INSERT ON \"ParcelStatusHistory\"\nWHEN (EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\"))\n  OR (NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"rowid\" = NEW.\"rowid\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_insert|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\");\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_insert|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"rowid\" = NEW.\"rowid\");\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_row\" AFTER INSERT ON \"ParcelStatusHistory\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_row")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_update\" BEFORE UPDATE OF \"ParcelId\", \"Sequence\", \"rowid\", \"oid\", \"_rowid_\" ON \"ParcelStatusHistory\"\nWHEN ((NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"ParcelId\" IS OLD.\"ParcelId\" AND \"Sequence\" IS OLD.\"Sequence\")))\n  OR (NEW.\"rowid\" IS NOT OLD.\"rowid\" AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"rowid\" = NEW.\"rowid\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_update|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"ParcelId\" IS OLD.\"ParcelId\" AND \"Sequence\" IS OLD.\"Sequence\"));\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_update|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" IS NOT OLD.\"rowid\" AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"rowid\" = NEW.\"rowid\");\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_insert\" BEFORE INSERT ON \"Parcels\"\nWHEN (NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\"))\n  OR (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\");\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_row\" AFTER INSERT ON \"Parcels\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_row")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_update\" BEFORE UPDATE OF \"Id\", \"Code\", \"Status\", \"rowid\", \"oid\", \"_rowid_\" ON \"Parcels\"\nWHEN ((NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\")))\n  OR ((NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"));\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_row")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_row")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_insert\" BEFORE INSERT ON \"ParcelStatusHistory\"\nWHEN EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_insert|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_update\" BEFORE UPDATE OF \"ParcelId\", \"Sequence\" ON \"ParcelStatusHistory\"\nWHEN (NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"ParcelId\" IS OLD.\"ParcelId\" AND \"Sequence\" IS OLD.\"Sequence\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_update|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_insert\" BEFORE INSERT ON \"Parcels\"\nWHEN (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\"))\n  OR (EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\");\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_insert|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent'))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_insert")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_replace_update\" BEFORE UPDATE OF \"Id\", \"Code\", \"Status\" ON \"Parcels\"\nWHEN ((NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\")))\n  OR ((NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent'))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|PK_Parcels: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"));\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_replace_update|UX_Parcels_parcel_one_on_its_way: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Code\" IS NOT OLD.\"Code\" OR NEW.\"Status\" IS NOT OLD.\"Status\")\n  AND EXISTS (SELECT 1 FROM \"Parcels\" WHERE \"Code\" = NEW.\"Code\" AND (\"Status\" = 'Sent') AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"Code\" AS \"Code\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"GoneAt\" AS \"GoneAt\", NEW.\"Grams\" AS \"Grams\", NEW.\"Id\" AS \"Id\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Title\" AS \"Title\", NEW.\"Version\" AS \"Version\") WHERE \"Status\" = 'Sent');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_replace_update")
                .Annotation("Integrity:Table", "Parcels");
        }
    }
}
