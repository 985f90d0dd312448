using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A declaration of a test, like that of a block.</summary>
internal sealed class TestConstraint(Action<IMutableEntityType, ConstraintSqlBuilder> render) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering) => render(entityType, rendering);

    /// <summary>Registers the unique index of a column as a declared constraint.</summary>
    public static void Index(EntityTypeBuilder<Paper> paper, string column, string? filter)
    {
        paper.HasIndex(column).IsUnique().HasFilter(filter).HasDatabaseName("ux_paper");
        paper.Metadata.AddDatabaseConstraint(new TestConstraint((type, rendering) => rendering.Declare(Declared(type, "ux_paper"))));
    }

    /// <summary>Specifies the existing rows that an object would reject.</summary>
    public static void Violation(EntityTypeBuilder<Paper> paper, string violation)
        => paper.Metadata.AddDatabaseConstraint(new TestConstraint((type, rendering) => rendering.Declare(
            Declared(type, "asked") with { Violation = violation })));

    private static RenderedConstraint Declared(IMutableEntityType type, string name)
        => new(
            name, type.GetSchema(), type.GetTableName()!, DatabaseErrorKind.Unique, "paper.asked", type.Name, [],
            (entity, key) => new IntegrityViolation("paper.asked", entity, _ => "asked", key: key));
}
