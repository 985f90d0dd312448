using System.Collections.Immutable;
using Integrity.Toolkit.Migrations;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>The database constraints that are declared for one entity type.</summary>
internal sealed record ConstraintsDeclaration(ImmutableArray<DatabaseConstraint> Asked)
{
    public static readonly ConstraintsDeclaration None = new([]);

    public ConstraintsDeclaration And(DatabaseConstraint asked) => new(Asked.Add(asked));

    /// <summary>Returns a copy in which one declaration is replaced.</summary>
    public ConstraintsDeclaration Replace(DatabaseConstraint present, DatabaseConstraint by) => new(Asked.Replace(present, by));
}
