using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Says how one entity type is soft-deleted.
/// </summary>
public sealed class SoftDeleteBuilder
{
    private readonly IMutableEntityType _entityType;

    internal SoftDeleteBuilder(IMutableEntityType entityType, SoftDeleteDeclaration declaration)
    {
        _entityType = entityType;
        Declare(declaration);
    }

    private SoftDeleteDeclaration Declaration { get; set; } = new();

    /// <summary>Keeps deleted rows, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder Enforce() => Declare(Declaration with { Mode = IntegrityMode.Enforce });

    /// <summary>Deletes rows as before, and logs and counts those that would have been kept.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder Observe() => Declare(Declaration with { Mode = IntegrityMode.Observe });

    /// <summary>Pauses soft delete for this type without changing its columns.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder Off() => Declare(Declaration with { Mode = IntegrityMode.Off });

    /// <summary>
    /// Accepts that rows are physically removed when a principal that is not soft-deletable is deleted.
    /// </summary>
    /// <remarks>
    /// Without this call such a cascading foreign key is refused when the model is built, because the database would
    /// remove rows that are to be kept.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public SoftDeleteBuilder AllowHardCascade() => Declare(Declaration with { HardCascadeAllowed = true });

    private SoftDeleteBuilder Declare(SoftDeleteDeclaration declaration)
    {
        Declaration = declaration;
        ModelAnnotations.Declare(_entityType, SoftDeleteConvention.BlockName, declaration);
        return this;
    }
}
