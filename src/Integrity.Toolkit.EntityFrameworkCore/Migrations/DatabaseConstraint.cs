using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// A constraint of an entity type that the database enforces. Its SQL is generated when all names are final.
/// </summary>
internal abstract class DatabaseConstraint
{
    /// <summary>Adds what other declarations may depend on, before any of them is rendered.</summary>
    public virtual void Prepare(IMutableEntityType entityType)
    {
    }

    public abstract void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering);
}
