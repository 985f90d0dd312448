using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.SoftDelete.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Configures soft delete for one entity type.
/// </summary>
public sealed class SoftDeleteBuilder : EnforcementBuilder<SoftDeleteBuilder>
{
    private readonly IMutableEntityType _entityType;

    internal SoftDeleteBuilder(IMutableEntityType entityType, string? deletedAt = null)
    {
        _entityType = entityType;
        var present = (SoftDeleteDeclaration?)ModelAnnotations.FindDeclaration(entityType, SoftDeleteConvention.BlockName)
            ?? new SoftDeleteDeclaration();
        Declare(present with { DeletedAt = deletedAt ?? present.DeletedAt });
    }

    private SoftDeleteDeclaration Declaration { get; set; } = new();

    /// <summary>
    /// Accepts that rows are permanently deleted when a principal that is not soft-deletable is deleted.
    /// </summary>
    /// <remarks>
    /// Without this call, building the model throws for such a cascading foreign key, because the database would delete rows that
    /// must be kept.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder AllowHardCascade() => Declare(Declaration with { HardCascadeAllowed = true });

    /// <summary>
    /// Rejects the deletion of a live row in the database with a trigger, for every program, including TRUNCATE, and REPLACE or
    /// an upsert on SQLite.
    /// </summary>
    /// <remarks>
    /// A guard against accidents and other programs, not access control: every writer can mark a row as deleted and then delete
    /// it. Requires a migration. On SQLite, an insert with an existing key is also rejected, including an upsert.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder GuardInDatabase() => Declare(Declaration with { Guarded = true });

    /// <summary>
    /// Restricts the unique indexes of the type to live rows, so that a new row can reuse the unique values of a deleted row.
    /// </summary>
    /// <remarks>
    /// Existing filters of the indexes are kept. Keys, including alternate keys, stay unique among all rows. Requires a
    /// migration. The database rejects the restore of a row whose value is in use again.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder WithFilteredUniqueIndexes() => Declare(Declaration with { UniqueAmongLive = true });

    private protected override SoftDeleteBuilder WithMode(EnforcementMode mode)
        => Declare(Declaration with { Mode = mode });

    private SoftDeleteBuilder Declare(SoftDeleteDeclaration declaration)
    {
        Declaration = declaration;
        ModelAnnotations.Declare(_entityType, SoftDeleteConvention.BlockName, declaration);
        return this;
    }
}
