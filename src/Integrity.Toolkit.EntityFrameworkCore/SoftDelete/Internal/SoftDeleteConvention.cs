using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Adds the deletion columns and the filter to soft-deletable types.</summary>
internal sealed class SoftDeleteConvention(IDbContextOptions options)
    : BlockConvention<SoftDeleteDeclaration>(BlockName)
{
    public const string BlockName = "SoftDelete";

    private readonly SoftDeleteOptions _options =
        options.FindExtension<SoftDeleteOptionsExtension>()?.Options ?? SoftDeleteOptions.Default;

    private readonly SoftDeleteFilter _filter = new();
    private readonly Dictionary<IMutableEntityType, SoftDeleteDeclaration> _shaped = [];

    protected override SoftDeleteDeclaration? ByMarker(Type entity)
        => entity.IsAssignableTo(typeof(ISoftDeletable)) ? new SoftDeleteDeclaration() : null;

    protected override void Shape(IMutableEntityType entityType, SoftDeleteDeclaration declaration)
    {
        var deletedAt = entityType.FindProperty(declaration.DeletedAt)
            ?? entityType.AddProperty(declaration.DeletedAt, typeof(DateTime?));
        if (deletedAt.ClrType != typeof(DateTime?) && deletedAt.ClrType != typeof(DateTimeOffset?))
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{deletedAt.Name} is a {deletedAt.ClrType.ShortDisplayName()}. Soft delete stores "
                + "the time of the deletion there, and null while the row is live. Change its type to DateTime? or "
                + "DateTimeOffset?, or select another property with HasSoftDelete(x => x.Member).");
        }

        deletedAt.ReadAsUtc();
        Text(entityType, SoftDeleteDefaults.DeletedBy, Actor.MaxIdLength);
        Text(entityType, SoftDeleteDefaults.DeletionReason, IntegrityDefaults.MaxReasonLength);
        Typed(entityType, SoftDeleteDefaults.DeletionId, typeof(Guid?));

        foreach (var mark in (ReadOnlySpan<string>)
            [declaration.DeletedAt, SoftDeleteDefaults.DeletedBy, SoftDeleteDefaults.DeletionReason, SoftDeleteDefaults.DeletionId])
        {
            entityType.FindProperty(mark)!.ExcludeFromGuard();
        }

        if (declaration.UniqueAmongLive)
        {
            entityType.AddDatabaseConstraint(new FilteredUniqueIndexes(declaration.DeletedAt));
        }

        _shaped.Add(entityType, declaration);
        if (Mode(declaration) != EnforcementMode.Off)
        {
            _filter.Add(entityType, deletedAt);
        }
    }

    protected override void Shaped(IMutableModel model)
    {
        foreach (var (entityType, declaration) in _shaped.Where(shaped => shaped.Value.Guarded))
        {
            Guard(entityType, declaration);
        }

        foreach (var (entityType, declaration) in _shaped)
        {
            if (Mode(declaration) == EnforcementMode.Enforce && !declaration.HardCascadeAllowed)
            {
                ThrowIfHardCascade(entityType);
            }
        }
    }

    protected override void Plan(IEntityType entityType, SoftDeleteDeclaration declaration)
    {
        var indexes = entityType.GetDerivedTypesInclusive().SelectMany(type => type.GetIndexes());
        ModelPlan.Add(entityType, new SoftDeletePlan(
            Mode(declaration),
            entityType.FindProperty(declaration.DeletedAt)!,
            entityType.FindProperty(SoftDeleteDefaults.DeletedBy)!,
            entityType.FindProperty(SoftDeleteDefaults.DeletionReason)!,
            entityType.FindProperty(SoftDeleteDefaults.DeletionId)!,
            declaration.Guarded,
            [.. indexes.Where(index => index.IsUnique).SelectMany(index => index.Properties).Distinct()]));
        if (Mode(declaration) != EnforcementMode.Off)
        {
            entityType.SetDeletionMark(entityType.FindProperty(declaration.DeletedAt)!);
        }

        if (Mode(declaration) == EnforcementMode.Enforce)
        {
            SoftDeleteDependents.Plan(entityType);
        }
    }

    private EnforcementMode Mode(SoftDeleteDeclaration declaration)
        => options.ResolveMode(_options.Mode, declaration.Mode);

    private bool IsKept(IReadOnlyEntityType entityType)
        => _shaped.Any(kept => kept.Key.IsAssignableFrom(entityType) && Mode(kept.Value) == EnforcementMode.Enforce);

    private void Guard(IMutableEntityType entityType, SoftDeleteDeclaration declaration)
    {
        if (Mode(declaration) != EnforcementMode.Enforce)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} guards its rows in the database, but soft delete is in the mode "
                + $"{Mode(declaration)}, in which rows are permanently deleted: the database would reject it. Call "
                + "Enforce(), or remove GuardInDatabase().");
        }

        if (declaration.HardCascadeAllowed)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} guards its rows in the database and allows hard cascades, which the guard would "
                + "reject. "
                + "Remove AllowHardCascade() or GuardInDatabase().");
        }

        entityType.AddDatabaseConstraint(new DeleteGuard(
            declaration.DeletedAt, new GuardedRows(entityType, _shaped.Keys)));
    }

    private void ThrowIfHardCascade(IMutableEntityType entityType)
    {
        foreach (var foreignKey in entityType.GetDerivedTypesInclusive().SelectMany(type => type.GetForeignKeys()))
        {
            var principal = foreignKey.PrincipalEntityType;
            if (foreignKey.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade && !IsKept(principal))
            {
                throw new InvalidOperationException(
                    $"Deleting a {principal.ShortName()} cascades to {entityType.ShortName()}, whose rows must be kept. Make "
                    + $"{principal.ShortName()} soft-deletable too, in enforce mode, or configure the foreign key "
                    + $"({foreignKey.Properties.Format()}) with OnDelete(DeleteBehavior.Restrict), or accept the cascade with "
                    + "HasSoftDelete().AllowHardCascade().");
            }
        }
    }

    private static void Text(IMutableEntityType entityType, string name, int maxLength)
    {
        var property = Typed(entityType, name, typeof(string));
        if (property.GetMaxLength() is null)
        {
            property.SetMaxLength(maxLength);
        }
    }

    private static IMutableProperty Typed(IMutableEntityType entityType, string name, Type type)
    {
        var property = entityType.FindProperty(name) ?? entityType.AddProperty(name, type);
        if (property.ClrType != type || !property.IsNullable)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{name} must be an optional {type.ShortDisplayName()} for soft delete, but is a "
                + $"{(property.IsNullable ? "" : "required ")}{property.ClrType.ShortDisplayName()}. Rename it or change its "
                + "type.");
        }

        return property;
    }
}
