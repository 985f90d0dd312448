using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Something that the database is asked to hold for an entity type. Its SQL is made when all names are final.
/// </summary>
internal abstract class DatabaseConstraint
{
    /// <summary>Adds what other declarations may want to see, before any of them is rendered.</summary>
    public virtual void Prepare(IMutableEntityType entityType)
    {
    }

    public abstract void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering);
}
