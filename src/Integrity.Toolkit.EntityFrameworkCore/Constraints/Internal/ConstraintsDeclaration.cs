using System.Collections.Immutable;
using Integrity.Toolkit.Migrations;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>What the declarations of this room ask the database to hold for one entity type.</summary>
internal sealed record ConstraintsDeclaration(ImmutableArray<DatabaseConstraint> Asked)
{
    public static readonly ConstraintsDeclaration None = new([]);

    public ConstraintsDeclaration And(DatabaseConstraint asked) => new(Asked.Add(asked));

    /// <summary>The same with one declaration in the place of another, which a builder said more about.</summary>
    public ConstraintsDeclaration Replace(DatabaseConstraint present, DatabaseConstraint by) => new(Asked.Replace(present, by));
}
