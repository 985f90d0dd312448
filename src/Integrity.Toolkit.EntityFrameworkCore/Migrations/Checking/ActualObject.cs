using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>A database object on one of the model's tables.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Table">The table.</param>
/// <param name="Name">The name.</param>
/// <param name="Text">The definition, in a form that can be compared.</param>
internal sealed record ActualObject(ManagedObjectKind Kind, ITable Table, string Name, string Text)
{
    /// <summary>Whether it was apparently created by the toolkit.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Whether it was changed or disabled.</summary>
    public bool IsBroken { get; init; }
}
