using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>
/// A GIN index of PostgreSQL, by the annotations that its provider reads. Left out elsewhere: an index makes queries fast, and
/// no data true.
/// </summary>
internal sealed class PostgreSqlIndex(string what, IReadOnlyList<string> members) : DatabaseConstraint
{
    // The provider's own names: the package references no provider.
    private const string Method = "Npgsql:IndexMethod";
    private const string Operators = "Npgsql:IndexOperators";
    private const string Language = "Npgsql:TsVectorConfig";

    public bool IsRequired { get; set; }

    public string? Name { get; set; }

    /// <summary>The language in which texts are searched, or null for an index that is not about texts.</summary>
    public string? TextLanguage { get; init; }

    /// <summary>The class of operators, or null for the default one.</summary>
    public string? OperatorClass { get; init; }

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var properties = members.Select(member => entityType.FindProperty(member) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()}.{member} has {what}, but is not a property with a column of its own. Map it, or remove the "
            + "index.")).ToList();
        if (rendering.Dialect is not PostgreSqlDialect)
        {
            if (IsRequired)
            {
                throw new NotSupportedException(
                    $"{entityType.ShortName()} requires {what} on {string.Join(", ", members)}, which this database cannot have. Remove "
                    + "Required() to do without it here, or declare it for PostgreSQL only.");
            }

            Log.IndexLeftOut(rendering.Logger, entityType.ShortName(), what, string.Join(", ", members));
            return;
        }

        if (ConstraintSqlBuilder.Tables(entityType).Count == 0)
        {
            return;
        }

        var index = Name is null ? entityType.AddIndex(properties) : entityType.AddIndex(properties, Name);
        index.SetAnnotation(Method, "gin");
        if (TextLanguage is not null)
        {
            index.SetAnnotation(Language, TextLanguage);
        }

        if (OperatorClass is not null)
        {
            index.SetAnnotation(Operators, new[] { OperatorClass });
        }
    }
}
