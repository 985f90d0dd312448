using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A declaration of a test, as a room would make one.</summary>
internal sealed class TestConstraint(Action<IMutableEntityType, ConstraintSqlBuilder> render) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering) => render(entityType, rendering);

    /// <summary>Says that the unique index of a column stands for a declaration.</summary>
    public static void Index(EntityTypeBuilder<Paper> paper, string column, string? filter)
    {
        paper.HasIndex(column).IsUnique().HasFilter(filter).HasDatabaseName("ux_paper");
        paper.Metadata.AddDatabaseConstraint(new TestConstraint((type, rendering) => rendering.Declare(Declared(type, "ux_paper"))));
    }

    /// <summary>Says which rows are in the way of an object that says nothing itself.</summary>
    public static void Violation(EntityTypeBuilder<Paper> paper, string violation)
        => paper.Metadata.AddDatabaseConstraint(new TestConstraint((type, rendering) => rendering.Declare(
            Declared(type, "asked") with { Violation = violation })));

    private static RenderedConstraint Declared(IMutableEntityType type, string name)
        => new(
            name, type.GetSchema(), type.GetTableName()!, DatabaseErrorKind.Unique, "paper.asked", type.Name, [],
            (entity, key) => new IntegrityViolation("paper.asked", entity, _ => "asked", key: key));
}
