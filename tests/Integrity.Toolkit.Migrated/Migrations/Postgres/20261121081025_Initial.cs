using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Integrity.Toolkit.Migrated.Migrations.Postgres
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Weight = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeletedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    DeletionId = table.Column<Guid>(type: "uuid", nullable: true),
                    DeletionReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    StatusSequence = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    ParcelId = table.Column<int>(type: "integer", nullable: false),
                    FromState = table.Column<string>(type: "text", nullable: true),
                    ToState = table.Column<string>(type: "text", nullable: false),
                    Trigger = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    OffTable = table.Column<bool>(type: "boolean", nullable: false),
                    ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    OccurredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TableHash = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ParcelId = table.Column<int>(type: "integer", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeletedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    DeletionId = table.Column<Guid>(type: "uuid", nullable: true),
                    DeletionReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_ParcelStatusHistory_once_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of ParcelStatusHistory are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_ParcelStatusHistory_once_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_delete\" ON \"ParcelStatusHistory\";\nCREATE TRIGGER \"itk_ParcelStatusHistory_once_delete\" BEFORE DELETE ON \"ParcelStatusHistory\"\nFOR EACH ROW\nWHEN (TRUE)\nEXECUTE FUNCTION \"itk_ParcelStatusHistory_once_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_ParcelStatusHistory_once_delete', '\"ParcelStatusHistory\"', 'integrity cfd6f6b6f7c34871577d87971fdbc710 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_ParcelStatusHistory_once_delete' AND t.tgrelid = '\"ParcelStatusHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_delete")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_ParcelStatusHistory_once_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of ParcelStatusHistory are not deleted', ERRCODE = '23514', CONSTRAINT = 'itk_ParcelStatusHistory_once_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_truncate\" ON \"ParcelStatusHistory\";\nCREATE TRIGGER \"itk_ParcelStatusHistory_once_truncate\" BEFORE TRUNCATE ON \"ParcelStatusHistory\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_ParcelStatusHistory_once_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_ParcelStatusHistory_once_truncate', '\"ParcelStatusHistory\"', 'integrity a32b35301135a41d16ade49cb33d3b2a ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_ParcelStatusHistory_once_truncate' AND t.tgrelid = '\"ParcelStatusHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_truncate")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_ParcelStatusHistory_once_update\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of ParcelStatusHistory are not changed', ERRCODE = '23514', CONSTRAINT = 'itk_ParcelStatusHistory_once_update', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nCREATE TRIGGER \"itk_ParcelStatusHistory_once_update\" AFTER UPDATE ON \"ParcelStatusHistory\"\nFOR EACH ROW\nWHEN (NEW.\"ActorKind\" IS DISTINCT FROM OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS DISTINCT FROM OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS DISTINCT FROM OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS DISTINCT FROM OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS DISTINCT FROM OLD.\"Origin\"\n  OR NEW.\"ParcelId\" IS DISTINCT FROM OLD.\"ParcelId\"\n  OR NEW.\"Sequence\" IS DISTINCT FROM OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS DISTINCT FROM OLD.\"TableHash\"\n  OR NEW.\"ToState\" IS DISTINCT FROM OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS DISTINCT FROM OLD.\"Trigger\")\nEXECUTE FUNCTION \"itk_ParcelStatusHistory_once_update\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_ParcelStatusHistory_once_update', '\"ParcelStatusHistory\"', 'integrity baeac38d02d3636263b95ca144a69378 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_ParcelStatusHistory_once_update' AND t.tgrelid = '\"ParcelStatusHistory\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_Status_initial\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Parcels.Status begins only in an initial state of the table ''parcel''', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_Status_initial', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_Status_initial\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_Status_initial\" AFTER INSERT ON \"Parcels\"\nFOR EACH ROW\nWHEN ((NEW.\"Status\" IN ('Packed')) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Parcels_Status_initial\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_Status_initial', '\"Parcels\"', 'integrity 406115e55ca4bed57920657eb2e44510 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_Status_initial' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_initial")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_Status_move\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'Parcels.Status moves only along the table ''parcel''', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_Status_move', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_Status_move\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'Packed' THEN NEW.\"Status\" IN ('Sent')\n    WHEN 'Sent' THEN NEW.\"Status\" IN ('Arrived')\n    ELSE FALSE END) IS NOT TRUE)\nEXECUTE FUNCTION \"itk_Parcels_Status_move\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_Status_move', '\"Parcels\"', 'integrity c950a226c9293c9ad10cdfe3c7ee35b7 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_Status_move' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Parcels are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_delete\" BEFORE DELETE ON \"Parcels\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Parcels_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_delete', '\"Parcels\"', 'integrity 9d6c77c0c0007378b4caf408dd42f3d9 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_delete' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Parcels are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_truncate\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_truncate\" BEFORE TRUNCATE ON \"Parcels\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Parcels_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_truncate', '\"Parcels\"', 'integrity d96d279d1e2e6c2f8f20bd053c9b63f0 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_truncate' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_truncate")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Parcels_version\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'a row of Parcels changes only together with its version, which moves by one', ERRCODE = '23514', CONSTRAINT = 'itk_Parcels_version', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nCREATE TRIGGER \"itk_Parcels_version\" AFTER UPDATE ON \"Parcels\"\nFOR EACH ROW\nWHEN (NEW.\"Version\" IS DISTINCT FROM CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS DISTINCT FROM OLD.\"Version\"\n    OR NEW.\"Code\" IS DISTINCT FROM OLD.\"Code\"\n    OR NEW.\"Id\" IS DISTINCT FROM OLD.\"Id\"\n    OR NEW.\"Status\" IS DISTINCT FROM OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS DISTINCT FROM OLD.\"StatusSequence\"\n    OR NEW.\"Title\" IS DISTINCT FROM OLD.\"Title\"\n    OR NEW.\"Weight\" IS DISTINCT FROM OLD.\"Weight\"))\nEXECUTE FUNCTION \"itk_Parcels_version\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Parcels_version', '\"Parcels\"', 'integrity 972635f4e7f17e7aa3211f4f7458eeb2 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Parcels_version' AND t.tgrelid = '\"Parcels\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Slips_delete\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Slips are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Slips_delete', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN OLD;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Slips_delete\" ON \"Slips\";\nCREATE TRIGGER \"itk_Slips_delete\" BEFORE DELETE ON \"Slips\"\nFOR EACH ROW\nWHEN (OLD.\"DeletedAt\" IS NULL)\nEXECUTE FUNCTION \"itk_Slips_delete\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Slips_delete', '\"Slips\"', 'integrity fabb68d832577874d804c80e4df6d6d9 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Slips_delete' AND t.tgrelid = '\"Slips\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION \"itk_Slips_truncate\"() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n  RAISE EXCEPTION USING MESSAGE = 'rows of Slips are deleted for good only when they are marked as deleted', ERRCODE = '23514', CONSTRAINT = 'itk_Slips_truncate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n  RETURN NULL;\nEND $integrity$;\nDROP TRIGGER IF EXISTS \"itk_Slips_truncate\" ON \"Slips\";\nCREATE TRIGGER \"itk_Slips_truncate\" BEFORE TRUNCATE ON \"Slips\"\nFOR EACH STATEMENT\nEXECUTE FUNCTION \"itk_Slips_truncate\"();\nDO $integrity$ BEGIN\n  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'itk_Slips_truncate', '\"Slips\"', 'integrity c6907b01c6dff25f8440d5e511e73fe1 ' || (SELECT md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)) FROM pg_trigger AS t\n    WHERE t.tgname = 'itk_Slips_truncate' AND t.tgrelid = '\"Slips\"'::regclass));\nEND $integrity$;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Slips_truncate")
                .Annotation("Integrity:Table", "Slips");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_delete\" ON \"ParcelStatusHistory\";\nDROP FUNCTION IF EXISTS \"itk_ParcelStatusHistory_once_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_delete")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_truncate\" ON \"ParcelStatusHistory\";\nDROP FUNCTION IF EXISTS \"itk_ParcelStatusHistory_once_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_truncate")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_ParcelStatusHistory_once_update\" ON \"ParcelStatusHistory\";\nDROP FUNCTION IF EXISTS \"itk_ParcelStatusHistory_once_update\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_ParcelStatusHistory_once_update")
                .Annotation("Integrity:Table", "ParcelStatusHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_initial\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_Status_initial\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_initial")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_Status_move\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_Status_move\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_Status_move")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_delete\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_delete")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_truncate\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_truncate")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Parcels_version\" ON \"Parcels\";\nDROP FUNCTION IF EXISTS \"itk_Parcels_version\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Parcels_version")
                .Annotation("Integrity:Table", "Parcels");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_delete\" ON \"Slips\";\nDROP FUNCTION IF EXISTS \"itk_Slips_delete\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_delete")
                .Annotation("Integrity:Table", "Slips");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Slips_truncate\" ON \"Slips\";\nDROP FUNCTION IF EXISTS \"itk_Slips_truncate\"();")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Slips_truncate")
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
