using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Casework.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HeldByTheDatabase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "IX_Tickets_OrganizationId_Number",
                table: "Tickets",
                newName: "UX_Tickets_ticket_number");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order",
                table: "Tickets",
                sql: "\"ClosedAt\" IS NULL OR \"ClosedAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order_2",
                table: "Tickets",
                sql: "\"ClosedAt\" IS NULL OR \"ResolvedAt\" IS NULL OR \"ClosedAt\" >= \"ResolvedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_DueAt_time_order",
                table: "Tickets",
                sql: "\"DueAt\" IS NULL OR \"DueAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Kind_choice",
                table: "Tickets",
                sql: "\"Kind\" IN ('customer', 'internal')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Number_range",
                table: "Tickets",
                sql: "\"Number\" >= 1 AND \"Number\" <= 999999");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Priority_choice",
                table: "Tickets",
                sql: "\"Priority\" IN ('low', 'normal', 'high', 'critical')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_ResolvedAt_time_order",
                table: "Tickets",
                sql: "\"ResolvedAt\" IS NULL OR \"ResolvedAt\" >= \"CreatedAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Satisfaction_range",
                table: "Tickets",
                sql: "\"Satisfaction\" IS NULL OR (\"Satisfaction\" >= 1 AND \"Satisfaction\" <= 5)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Tier_choice",
                table: "Tickets",
                sql: "\"Tier\" IS NULL OR \"Tier\" IN ('basic', 'business', 'premium')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Tickets_Tier_ticket_tier",
                table: "Tickets",
                sql: "\"Tier\" IS NULL OR \"Kind\" = 'customer'");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Attachments_delete\" BEFORE DELETE ON \"Attachments\"\nWHEN OLD.\"DeletedAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Attachments_delete: rows of Attachments are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_delete")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Attachments_replace_insert\" BEFORE INSERT ON \"Attachments\"\nWHEN NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Attachments\" WHERE \"Id\" = NEW.\"Id\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Attachments_replace_insert|PK_Attachments: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_replace_insert")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Attachments_replace_row\" AFTER INSERT ON \"Attachments\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Attachments_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_replace_row")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Attachments_replace_update\" BEFORE UPDATE OF \"Id\", \"rowid\", \"oid\", \"_rowid_\" ON \"Attachments\"\nWHEN (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Attachments\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Attachments_replace_update|PK_Attachments: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Attachments_replace_update")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Comments_delete\" BEFORE DELETE ON \"Comments\"\nWHEN OLD.\"DeletedAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Comments_delete: rows of Comments are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_delete")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Comments_replace_insert\" BEFORE INSERT ON \"Comments\"\nWHEN NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Comments\" WHERE \"Id\" = NEW.\"Id\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Comments_replace_insert|PK_Comments: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_replace_insert")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Comments_replace_row\" AFTER INSERT ON \"Comments\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Comments_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_replace_row")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Comments_replace_update\" BEFORE UPDATE OF \"Id\", \"rowid\", \"oid\", \"_rowid_\" ON \"Comments\"\nWHEN (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Comments\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Comments_replace_update|PK_Comments: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Comments_replace_update")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketActivity_once_delete\" BEFORE DELETE ON \"TicketActivity\"\nWHEN (EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = OLD.\"TicketId\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketActivity_once_delete: rows of TicketActivity are not deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_delete")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketActivity_once_update\" BEFORE UPDATE ON \"TicketActivity\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"At\" IS NOT OLD.\"At\"\n  OR NEW.\"Id\" IS NOT OLD.\"Id\"\n  OR NEW.\"Kind\" IS NOT OLD.\"Kind\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"What\" IS NOT OLD.\"What\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketActivity_once_update: rows of TicketActivity are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketActivity_replace_insert\" BEFORE INSERT ON \"TicketActivity\"\nWHEN NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"TicketActivity\" WHERE \"Id\" = NEW.\"Id\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketActivity_replace_insert|PK_TicketActivity: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_insert")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketActivity_replace_row\" AFTER INSERT ON \"TicketActivity\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketActivity_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_row")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketActivity_replace_update\" BEFORE UPDATE OF \"Id\", \"rowid\", \"oid\", \"_rowid_\" ON \"TicketActivity\"\nWHEN (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"TicketActivity\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketActivity_replace_update|PK_TicketActivity: another row has these unique values, and a guarded row cannot be replaced');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_delete\" BEFORE DELETE ON \"TicketHistory\"\nWHEN TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_delete: rows of TicketHistory are not deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_delete")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_once_update\" BEFORE UPDATE ON \"TicketHistory\"\nWHEN NEW.\"ActorKind\" IS NOT OLD.\"ActorKind\"\n  OR NEW.\"FromState\" IS NOT OLD.\"FromState\"\n  OR NEW.\"OccurredAt\" IS NOT OLD.\"OccurredAt\"\n  OR NEW.\"OffTable\" IS NOT OLD.\"OffTable\"\n  OR NEW.\"Origin\" IS NOT OLD.\"Origin\"\n  OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\"\n  OR NEW.\"TableHash\" IS NOT OLD.\"TableHash\"\n  OR NEW.\"TicketId\" IS NOT OLD.\"TicketId\"\n  OR NEW.\"ToState\" IS NOT OLD.\"ToState\"\n  OR NEW.\"Trigger\" IS NOT OLD.\"Trigger\"\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_once_update: rows of TicketHistory are not changed');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_replace_insert\" BEFORE INSERT ON \"TicketHistory\"\nWHEN (EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"TicketId\" = NEW.\"TicketId\" AND \"Sequence\" = NEW.\"Sequence\"))\n  OR (NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"rowid\" = NEW.\"rowid\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_replace_insert|PK_TicketHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"TicketId\" = NEW.\"TicketId\" AND \"Sequence\" = NEW.\"Sequence\");\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_replace_insert|PK_TicketHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"rowid\" = NEW.\"rowid\");\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_insert")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_replace_row\" AFTER INSERT ON \"TicketHistory\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_row")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_TicketHistory_replace_update\" BEFORE UPDATE OF \"TicketId\", \"Sequence\", \"rowid\", \"oid\", \"_rowid_\" ON \"TicketHistory\"\nWHEN ((NEW.\"TicketId\" IS NOT OLD.\"TicketId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"TicketId\" = NEW.\"TicketId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"TicketId\" IS OLD.\"TicketId\" AND \"Sequence\" IS OLD.\"Sequence\")))\n  OR (NEW.\"rowid\" IS NOT OLD.\"rowid\" AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"rowid\" = NEW.\"rowid\"))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_replace_update|PK_TicketHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"TicketId\" IS NOT OLD.\"TicketId\" OR NEW.\"Sequence\" IS NOT OLD.\"Sequence\")\n  AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"TicketId\" = NEW.\"TicketId\" AND \"Sequence\" = NEW.\"Sequence\" AND NOT (\"TicketId\" IS OLD.\"TicketId\" AND \"Sequence\" IS OLD.\"Sequence\"));\n  SELECT RAISE(ABORT, 'integrity:itk_TicketHistory_replace_update|PK_TicketHistory: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" IS NOT OLD.\"rowid\" AND EXISTS (SELECT 1 FROM \"TicketHistory\" WHERE \"rowid\" = NEW.\"rowid\");\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_Status_initial\" BEFORE INSERT ON \"Tickets\"\nWHEN (NEW.\"Status\" IN ('New')) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_Status_initial: Tickets.Status begins only in an initial state of the table ''ticket''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_initial")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_Status_move\" BEFORE UPDATE OF \"Status\" ON \"Tickets\"\nWHEN NEW.\"Status\" IS NOT OLD.\"Status\"\n  AND (CASE OLD.\"Status\"\n    WHEN 'New' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Open' THEN NEW.\"Status\" IN ('Waiting', 'Resolved', 'Closed')\n    WHEN 'Waiting' THEN NEW.\"Status\" IN ('Open', 'Closed')\n    WHEN 'Resolved' THEN NEW.\"Status\" IN ('Reopened', 'Closed')\n    WHEN 'Reopened' THEN NEW.\"Status\" IN ('Resolved', 'Closed')\n    WHEN 'Closed' THEN NEW.\"Status\" IN ('Reopened')\n    ELSE FALSE END) IS NOT TRUE\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_Status_move: Tickets.Status moves only along the table ''ticket''');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_delete\" BEFORE DELETE ON \"Tickets\"\nWHEN OLD.\"DeletedAt\" IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_delete: rows of Tickets are deleted for good only when they are marked as deleted');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_delete")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_replace_insert\" BEFORE INSERT ON \"Tickets\"\nWHEN (NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = NEW.\"Id\"))\n  OR (EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"OrganizationId\" = NEW.\"OrganizationId\" AND \"Number\" = NEW.\"Number\" AND (\"DeletedAt\" IS NULL))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"AssigneeId\" AS \"AssigneeId\", NEW.\"ClosedAt\" AS \"ClosedAt\", NEW.\"CreatedAt\" AS \"CreatedAt\", NEW.\"CustomerEmail\" AS \"CustomerEmail\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Description\" AS \"Description\", NEW.\"DueAt\" AS \"DueAt\", NEW.\"Id\" AS \"Id\", NEW.\"Kind\" AS \"Kind\", NEW.\"LastActivityAt\" AS \"LastActivityAt\", NEW.\"Number\" AS \"Number\", NEW.\"OrganizationId\" AS \"OrganizationId\", NEW.\"Priority\" AS \"Priority\", NEW.\"RequesterId\" AS \"RequesterId\", NEW.\"ResolvedAt\" AS \"ResolvedAt\", NEW.\"Satisfaction\" AS \"Satisfaction\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Subject\" AS \"Subject\", NEW.\"Tier\" AS \"Tier\", NEW.\"Version\" AS \"Version\") WHERE \"DeletedAt\" IS NULL))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_replace_insert|PK_Tickets: another row has these unique values, and a guarded row cannot be replaced') WHERE NEW.\"rowid\" <> -1 AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = NEW.\"Id\");\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_replace_insert|UX_Tickets_ticket_number: another row has these unique values, and a guarded row cannot be replaced') WHERE EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"OrganizationId\" = NEW.\"OrganizationId\" AND \"Number\" = NEW.\"Number\" AND (\"DeletedAt\" IS NULL))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"AssigneeId\" AS \"AssigneeId\", NEW.\"ClosedAt\" AS \"ClosedAt\", NEW.\"CreatedAt\" AS \"CreatedAt\", NEW.\"CustomerEmail\" AS \"CustomerEmail\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Description\" AS \"Description\", NEW.\"DueAt\" AS \"DueAt\", NEW.\"Id\" AS \"Id\", NEW.\"Kind\" AS \"Kind\", NEW.\"LastActivityAt\" AS \"LastActivityAt\", NEW.\"Number\" AS \"Number\", NEW.\"OrganizationId\" AS \"OrganizationId\", NEW.\"Priority\" AS \"Priority\", NEW.\"RequesterId\" AS \"RequesterId\", NEW.\"ResolvedAt\" AS \"ResolvedAt\", NEW.\"Satisfaction\" AS \"Satisfaction\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Subject\" AS \"Subject\", NEW.\"Tier\" AS \"Tier\", NEW.\"Version\" AS \"Version\") WHERE \"DeletedAt\" IS NULL);\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_replace_insert")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_replace_row\" AFTER INSERT ON \"Tickets\"\nWHEN NEW.\"rowid\" = -1\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_replace_row: the key or row number -1 cannot be told from one that is still to be made');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_replace_row")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_replace_update\" BEFORE UPDATE OF \"Id\", \"OrganizationId\", \"Number\", \"DeletedAt\", \"rowid\", \"oid\", \"_rowid_\" ON \"Tickets\"\nWHEN ((NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\")))\n  OR ((NEW.\"OrganizationId\" IS NOT OLD.\"OrganizationId\" OR NEW.\"Number\" IS NOT OLD.\"Number\" OR NEW.\"DeletedAt\" IS NOT OLD.\"DeletedAt\")\n  AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"OrganizationId\" = NEW.\"OrganizationId\" AND \"Number\" = NEW.\"Number\" AND (\"DeletedAt\" IS NULL) AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"AssigneeId\" AS \"AssigneeId\", NEW.\"ClosedAt\" AS \"ClosedAt\", NEW.\"CreatedAt\" AS \"CreatedAt\", NEW.\"CustomerEmail\" AS \"CustomerEmail\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Description\" AS \"Description\", NEW.\"DueAt\" AS \"DueAt\", NEW.\"Id\" AS \"Id\", NEW.\"Kind\" AS \"Kind\", NEW.\"LastActivityAt\" AS \"LastActivityAt\", NEW.\"Number\" AS \"Number\", NEW.\"OrganizationId\" AS \"OrganizationId\", NEW.\"Priority\" AS \"Priority\", NEW.\"RequesterId\" AS \"RequesterId\", NEW.\"ResolvedAt\" AS \"ResolvedAt\", NEW.\"Satisfaction\" AS \"Satisfaction\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Subject\" AS \"Subject\", NEW.\"Tier\" AS \"Tier\", NEW.\"Version\" AS \"Version\") WHERE \"DeletedAt\" IS NULL))\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_replace_update|PK_Tickets: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"Id\" IS NOT OLD.\"Id\")\n  AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"Id\" = NEW.\"Id\" AND NOT (\"Id\" IS OLD.\"Id\"));\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_replace_update|UX_Tickets_ticket_number: another row has these unique values, and a guarded row cannot be replaced') WHERE (NEW.\"OrganizationId\" IS NOT OLD.\"OrganizationId\" OR NEW.\"Number\" IS NOT OLD.\"Number\" OR NEW.\"DeletedAt\" IS NOT OLD.\"DeletedAt\")\n  AND EXISTS (SELECT 1 FROM \"Tickets\" WHERE \"OrganizationId\" = NEW.\"OrganizationId\" AND \"Number\" = NEW.\"Number\" AND (\"DeletedAt\" IS NULL) AND NOT (\"Id\" IS OLD.\"Id\"))\n  AND EXISTS (SELECT 1 FROM (SELECT NEW.\"AssigneeId\" AS \"AssigneeId\", NEW.\"ClosedAt\" AS \"ClosedAt\", NEW.\"CreatedAt\" AS \"CreatedAt\", NEW.\"CustomerEmail\" AS \"CustomerEmail\", NEW.\"DeletedAt\" AS \"DeletedAt\", NEW.\"DeletedBy\" AS \"DeletedBy\", NEW.\"DeletionId\" AS \"DeletionId\", NEW.\"DeletionReason\" AS \"DeletionReason\", NEW.\"Description\" AS \"Description\", NEW.\"DueAt\" AS \"DueAt\", NEW.\"Id\" AS \"Id\", NEW.\"Kind\" AS \"Kind\", NEW.\"LastActivityAt\" AS \"LastActivityAt\", NEW.\"Number\" AS \"Number\", NEW.\"OrganizationId\" AS \"OrganizationId\", NEW.\"Priority\" AS \"Priority\", NEW.\"RequesterId\" AS \"RequesterId\", NEW.\"ResolvedAt\" AS \"ResolvedAt\", NEW.\"Satisfaction\" AS \"Satisfaction\", NEW.\"Status\" AS \"Status\", NEW.\"StatusSequence\" AS \"StatusSequence\", NEW.\"Subject\" AS \"Subject\", NEW.\"Tier\" AS \"Tier\", NEW.\"Version\" AS \"Version\") WHERE \"DeletedAt\" IS NULL);\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_replace_update")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("CREATE TRIGGER \"itk_Tickets_version\" BEFORE UPDATE ON \"Tickets\"\nWHEN NEW.\"Version\" IS NOT CAST(OLD.\"Version\" AS bigint) + 1\n  AND (NEW.\"Version\" IS NOT OLD.\"Version\"\n    OR NEW.\"AssigneeId\" IS NOT OLD.\"AssigneeId\"\n    OR NEW.\"ClosedAt\" IS NOT OLD.\"ClosedAt\"\n    OR NEW.\"CreatedAt\" IS NOT OLD.\"CreatedAt\"\n    OR NEW.\"CustomerEmail\" IS NOT OLD.\"CustomerEmail\"\n    OR NEW.\"Description\" IS NOT OLD.\"Description\"\n    OR NEW.\"DueAt\" IS NOT OLD.\"DueAt\"\n    OR NEW.\"Id\" IS NOT OLD.\"Id\"\n    OR NEW.\"Kind\" IS NOT OLD.\"Kind\"\n    OR NEW.\"LastActivityAt\" IS NOT OLD.\"LastActivityAt\"\n    OR NEW.\"Number\" IS NOT OLD.\"Number\"\n    OR NEW.\"OrganizationId\" IS NOT OLD.\"OrganizationId\"\n    OR NEW.\"Priority\" IS NOT OLD.\"Priority\"\n    OR NEW.\"RequesterId\" IS NOT OLD.\"RequesterId\"\n    OR NEW.\"ResolvedAt\" IS NOT OLD.\"ResolvedAt\"\n    OR NEW.\"Satisfaction\" IS NOT OLD.\"Satisfaction\"\n    OR NEW.\"Status\" IS NOT OLD.\"Status\"\n    OR NEW.\"StatusSequence\" IS NOT OLD.\"StatusSequence\"\n    OR NEW.\"Subject\" IS NOT OLD.\"Subject\"\n    OR NEW.\"Tier\" IS NOT OLD.\"Tier\")\nBEGIN\n  SELECT RAISE(ABORT, 'integrity:itk_Tickets_version: a row of Tickets changes only together with its version, which moves by one');\nEND;")
                .Annotation("Integrity:Action", "create")
                .Annotation("Integrity:Object", "itk_Tickets_version")
                .Annotation("Integrity:Table", "Tickets");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_delete")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_replace_insert")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_replace_row")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Attachments_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Attachments_replace_update")
                .Annotation("Integrity:Table", "Attachments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_delete")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_replace_insert")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_replace_row")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Comments_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Comments_replace_update")
                .Annotation("Integrity:Table", "Comments");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_once_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_delete")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_once_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_insert")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_row")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketActivity_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketActivity_replace_update")
                .Annotation("Integrity:Table", "TicketActivity");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_delete")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_once_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_once_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_insert")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_row")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_TicketHistory_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_TicketHistory_replace_update")
                .Annotation("Integrity:Table", "TicketHistory");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_initial\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_initial")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_Status_move\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_Status_move")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_delete\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_delete")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_replace_insert\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_replace_insert")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_replace_row\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_replace_row")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_replace_update\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_replace_update")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"itk_Tickets_version\";")
                .Annotation("Integrity:Action", "drop")
                .Annotation("Integrity:Object", "itk_Tickets_version")
                .Annotation("Integrity:Table", "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ClosedAt_time_order_2",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_DueAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Kind_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Number_range",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Priority_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_ResolvedAt_time_order",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Satisfaction_range",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Tier_choice",
                table: "Tickets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Tickets_Tier_ticket_tier",
                table: "Tickets");

            migrationBuilder.RenameIndex(
                name: "UX_Tickets_ticket_number",
                table: "Tickets",
                newName: "IX_Tickets_OrganizationId_Number");
        }
    }
}
