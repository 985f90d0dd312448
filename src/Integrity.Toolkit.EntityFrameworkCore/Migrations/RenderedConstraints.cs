using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// The database objects of a model's declarations, which are found by the names that the database reports.
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

    /// <summary>Whether objects of several tables have the same name.</summary>
    public bool IsOnSeveralTables(string name) => _byName.TryGetValue(name, out var same) && same.Count > 1;

    /// <summary>
    /// Finds an object by its name and, if the database reports it, by its table, because names may repeat on other tables.
    /// </summary>
    public RenderedConstraint? Find(string? schema, string? table, string name)
    {
        if (!_byName.TryGetValue(name, out var same))
        {
            return null;
        }

        if (table is null)
        {
            // With a table per concrete type, a constraint has the same name on each of the tables.
            return same.TrueForAll(other => other.Code == same[0].Code && other.EntityType == same[0].EntityType) ? same[0] : null;
        }

        return same.Find(declared => ObjectName.IsSame(declared.Table, table) && declared.Schema == schema)
            ?? same.Find(declared => ObjectName.IsSame(declared.Table, table) && declared.Schema is null);
    }
}
