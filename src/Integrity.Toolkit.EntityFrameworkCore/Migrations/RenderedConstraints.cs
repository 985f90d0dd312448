using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// What the database holds for a model's declarations, found by the names that the database says.
/// </summary>
internal sealed class RenderedConstraints
{
    private const string Annotation = "Integrity:DeclaredObjects";

    private static readonly RenderedConstraints None = new([]);

    private readonly Dictionary<string, List<RenderedConstraint>> _byName = new(StringComparer.Ordinal);

    private RenderedConstraints(IReadOnlyList<RenderedConstraint> all)
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

    public IReadOnlyList<RenderedConstraint> All { get; }

    public static RenderedConstraints Of(IModel model)
        => (RenderedConstraints?)model.FindRuntimeAnnotationValue(Annotation) ?? None;

    public static void Leave(IModel model, IReadOnlyList<RenderedConstraint> all)
        => model.SetRuntimeAnnotation(Annotation, new RenderedConstraints(all));

    /// <summary>Whether a name alone does not say which table is meant.</summary>
    public bool IsOnSeveralTables(string name) => _byName.TryGetValue(name, out var same) && same.Count > 1;

    /// <summary>
    /// Finds an object by its name; by its table too, where the database says it, for names may repeat on other tables.
    /// </summary>
    public RenderedConstraint? Find(string? schema, string? table, string name)
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
