using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Versioning.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Configures the version of one entity type.
/// </summary>
public sealed class VersionBuilder : EnforcementBuilder<VersionBuilder>
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

    /// <summary>
    /// Rejects an update that does not increase the version by one, with a database trigger, for every program.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The trigger watches every column in which the table stores the entity, including owned types in the same row. It does not
    /// watch counters, the columns of soft delete, optional foreign keys that are set to null when their principal is deleted,
    /// computed columns, and other tables.
    /// </para>
    /// <para>
    /// The trigger protects against accidents and other programs; it is not access control. Every writer can increase the version
    /// without having read the row; others that have read the row then detect the conflict. Requires a migration. On SQLite, an
    /// insert with an existing key is rejected, including an upsert.
    /// </para>
    /// </remarks>
    /// <param name="except">
    /// Members that may change without a new version, such as <c>Views</c> or <c>Address.City</c>. The default is none.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="except"/> is <see langword="null"/>.</exception>
    public VersionBuilder GuardInDatabase(params string[] except)
    {
        ArgumentNullException.ThrowIfNull(except);

        return Declare(_declaration with { Guarded = true, Unwatched = [.. except] });
    }

    private protected override VersionBuilder WithMode(EnforcementMode mode) => Declare(_declaration with { Mode = mode });

    private VersionBuilder Declare(VersionDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, VersioningConvention.BlockName, declaration);
        return this;
    }
}
