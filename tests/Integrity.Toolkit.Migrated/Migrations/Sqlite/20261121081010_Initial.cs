using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Parcels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DeletedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DeletionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeletionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    StatusSequence = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parcels", x => x.Id);
                    table.CheckConstraint("CK_Parcels_parcel_weight", "\"Weight\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "ParcelStatusHistory",
                columns: table => new
                {
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    ParcelId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromState = table.Column<string>(type: "TEXT", nullable: true),
                    ToState = table.Column<string>(type: "TEXT", nullable: false),
                    Trigger = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OffTable = table.Column<bool>(type: "INTEGER", nullable: false),
                    ActorKind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    OccurredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TableHash = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParcelStatusHistory", x => new { x.ParcelId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_ParcelStatusHistory_Parcels_ParcelId",
                        column: x => x.ParcelId,
                        principalTable: "Parcels",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Slips",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ParcelId = table.Column<int>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DeletedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DeletionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeletionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Slips", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Slips_Parcels_ParcelId",
                        column: x => x.ParcelId,
                        principalTable: "Parcels",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "UX_Parcels_parcel_one_on_its_way",
                table: "Parcels",
                column: "Code",
                unique: true,
                filter: "\"Status\" = 'Sent'");

            migrationBuilder.CreateIndex(
                name: "IX_Slips_ParcelId",
                table: "Slips",
                column: "ParcelId");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_once_delete\" BEFORE DELETE ON \"ParcelStatusHistory\"\nWHEN TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_once_delete: rows of ParcelStatusHistory are not deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_delete")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" BEFORE UPDATE ON \"ParcelStatusHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_once_update: rows of ParcelStatusHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_insert\" BEFORE INSERT ON \"ParcelStatusHistory\"\nWHEN EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_insert|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_ParcelStatusHistory_replace_update\" BEFORE UPDATE OF \"ParcelId\", \"Sequence\" ON \"ParcelStatusHistory\"\nWHEN (NEW.\"ParcelId\" IS NOT OLD.\"ParcelId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"ParcelStatusHistory\" WHERE \"ParcelId\" = NEW.\"ParcelId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"ParcelId\" IS OLD.\"ParcelId\" AND \"Sequence\" IS OLD.\"Sequence\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_ParcelStatusHistory_replace_update|PK_ParcelStatusHistory: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_Status_initial\" BEFORE INSERT ON \"Parcels\"\nWHEN (NEW.\"Status\" IN ('Packed')) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_Status_initial: Parcels.Status begins only in an initial state of the table ''parcel''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_initial")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Parcels_Status_move\" BEFORE UPDATE OF \"Status\" ON \"Parcels\"\nWHEN NEW.\"Status\" IS NOT OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived')\n    ELSE FALSE END) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Parcels_Status_move: Parcels.Status moves only along the table ''parcel''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_delete")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_insert")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_replace_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_initial\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_initial")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

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

            migrationBuilder.DropTable(
                name: "ParcelStatusHistory");

            migrationBuilder.DropTable(
                name: "Slips");

            migrationBuilder.DropTable(
                name: "Parcels");
        }
    }
}
