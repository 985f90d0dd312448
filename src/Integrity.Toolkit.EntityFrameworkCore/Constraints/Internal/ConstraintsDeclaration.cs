using System.Collections.Immutable;
using Integrity.Toolkit.Infrastructure.Database;

namespace Integrity.Toolkit.Constraints;

/// <summary>What the declarations of this room ask the database to hold for one entity type.</summary>
internal sealed record ConstraintsDeclaration(ImmutableArray<DatabaseDeclaration> Asked)
{
    public static readonly ConstraintsDeclaration None = new([]);

    public ConstraintsDeclaration And(DatabaseDeclaration asked) => new(Asked.Add(asked));

    /// <summary>The same with one declaration in the place of another, which a builder said more about.</summary>
    public ConstraintsDeclaration Replace(DatabaseDeclaration present, DatabaseDeclaration by) => new(Asked.Replace(present, by));
}
