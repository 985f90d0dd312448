using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.SoftDelete.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Says how one entity type is soft-deleted.
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
    /// Accepts that rows are physically removed when a principal that is not soft-deletable is deleted.
    /// </summary>
    /// <remarks>
    /// Without this call such a cascading foreign key is refused when the model is built, because the database would
    /// remove rows that are to be kept.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder AllowHardCascade() => Declare(Declaration with { HardCascadeAllowed = true });

    /// <summary>
    /// Lets the database refuse to delete a live row, by a trigger: from any program, also by TRUNCATE, and by REPLACE or an
    /// upsert on SQLite.
    /// </summary>
    /// <remarks>
    /// A guard against accidents and other programs, not access control: whoever may write may mark a row as deleted, and then
    /// delete it. Needs a migration. On SQLite an insert onto a key that exists is refused, also as an upsert.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder GuardInDatabase() => Declare(Declaration with { Guarded = true });

    /// <summary>
    /// Lets a new row have what a deleted row had, where it must be unique: the unique indexes of the type see live rows only.
    /// </summary>
    /// <remarks>
    /// Indexes that have a filter keep it as well. Keys, also alternate ones, stay unique among all rows. Needs a migration. A
    /// restore is refused by the database where another row has taken the value.
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
