using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database;

/// <summary>
/// What the database holds for a model's declarations, found by the names that the database says.
/// </summary>
internal sealed class DeclaredObjects
{
    private const string Annotation = "Integrity:DeclaredObjects";

    private static readonly DeclaredObjects None = new([]);

    private readonly Dictionary<string, List<DeclaredObject>> _byName = new(StringComparer.Ordinal);

    private DeclaredObjects(IReadOnlyList<DeclaredObject> all)
    {
        All = all;
        foreach (var declared in all)
        {
            if (!_byName.TryGetValue(declared.Name, out var same))
            {
                _byName.Add(declared.Name, same = []);
            }

            same.Add(declared);
        }
    }

    public IReadOnlyList<DeclaredObject> All { get; }

    public static DeclaredObjects Of(IModel model)
        => (DeclaredObjects?)model.FindRuntimeAnnotationValue(Annotation) ?? None;

    public static void Leave(IModel model, IReadOnlyList<DeclaredObject> all)
        => model.SetRuntimeAnnotation(Annotation, new DeclaredObjects(all));

    /// <summary>Whether a name alone does not say which table is meant.</summary>
    public bool IsOnSeveralTables(string name) => _byName.TryGetValue(name, out var same) && same.Count > 1;

    /// <summary>
    /// Finds an object by its name; by its table too, where the database says it, for names may repeat on other tables.
    /// </summary>
    public DeclaredObject? Find(string? schema, string? table, string name)
    {
        if (!_byName.TryGetValue(name, out var same))
        {
            return null;
        }

        if (table is null)
        {
            // A constraint of a type whose derived types have tables of their own has its name on each of them.
            return same.TrueForAll(other => other.Code == same[0].Code && other.EntityType == same[0].EntityType) ? same[0] : null;
        }

        return same.Find(declared => ObjectName.IsSame(declared.Table, table) && declared.Schema == schema)
            ?? same.Find(declared => ObjectName.IsSame(declared.Table, table) && declared.Schema is null);
    }
}
