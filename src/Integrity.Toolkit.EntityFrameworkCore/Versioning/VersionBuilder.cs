using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Versioning.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Says how one entity type is versioned.
/// </summary>
public class VersionBuilder
{
    private readonly IMutableEntityType _entityType;
    private VersionDeclaration _declaration = new();

    internal VersionBuilder(IMutableEntityType entityType, string? version = null)
    {
        _entityType = entityType;
        var present = (VersionDeclaration?)ModelAnnotations.FindDeclaration(entityType, VersioningConvention.BlockName)
            ?? new VersionDeclaration();
        Declare(present with { Property = version ?? present.Property });
    }

    /// <summary>Refuses lost updates, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Enforce() => Declare(_declaration with { Mode = EnforcementMode.Enforce });

    /// <summary>
    /// Counts versions, and logs lost updates instead of refusing them; costs one query per changed row.
    /// </summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Observe() => Declare(_declaration with { Mode = EnforcementMode.Observe });

    /// <summary>Pauses versioning for this type without changing its columns.</summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Off() => Declare(_declaration with { Mode = EnforcementMode.Off });

    /// <summary>
    /// Lets the database refuse an update that does not move the version by one, by a trigger: from any program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// It watches every column in which the table keeps the entity, what it owns in the same row included. It does not watch
    /// counters, the marks of soft delete, optional foreign keys that are emptied when their principal goes, and columns that
    /// the database computes; nor what is in other tables.
    /// </para>
    /// <para>
    /// A guard against accidents and other programs, not access control: whoever may write may move the version without having
    /// read the row; others that have read it notice. Needs a migration. On SQLite an insert onto a key that exists is refused,
    /// also as an upsert.
    /// </para>
    /// </remarks>
    /// <param name="except">Members whose change need not move the version, such as <c>Views</c> or <c>Address.City</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="except"/> is <see langword="null"/>.</exception>
    public VersionBuilder GuardInDatabase(params string[] except)
    {
        ArgumentNullException.ThrowIfNull(except);

        return Declare(_declaration with { Guarded = true, Unwatched = [.. except] });
    }

    private VersionBuilder Declare(VersionDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, VersioningConvention.BlockName, declaration);
        return this;
    }
}
