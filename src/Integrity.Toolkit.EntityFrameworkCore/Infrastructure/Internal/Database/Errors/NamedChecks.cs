using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database.Errors;

/// <summary>Takes the CHECKs over from the model that is built to the one that is used.</summary>
internal static class NamedChecks
{
    private const string Annotation = "Integrity:NamedChecks";

    public static IReadOnlyList<NamedCheck> In(IReadOnlyModel model)
        => [.. model.GetEntityTypes().SelectMany(In).Distinct()];

    public static IReadOnlyList<NamedCheck> Of(IModel model)
        => (IReadOnlyList<NamedCheck>?)model.FindRuntimeAnnotationValue(Annotation) ?? [];

    public static void Leave(IModel model, IReadOnlyList<NamedCheck> checks) => model.SetRuntimeAnnotation(Annotation, checks);

    private static IEnumerable<NamedCheck> In(IReadOnlyEntityType entityType)
    {
        var tables = entityType.GetMappingFragments(StoreObjectType.Table)
            .Select(fragment => fragment.StoreObject)
            .Append(StoreObjectIdentifier.Create(entityType, StoreObjectType.Table) ?? default)
            .Where(table => table.Name is not null);
        return
            from table in tables
            from check in entityType.GetCheckConstraints()
            let name = check.GetName(table)
            where name is not null
            select new NamedCheck(name, table.Schema, table.Name, check.Sql);
    }
}
