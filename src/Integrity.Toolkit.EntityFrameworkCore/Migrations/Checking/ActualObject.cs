using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>An object that the database has on one of the model's tables.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says, as far as that can be compared.</param>
internal sealed record ActualObject(ManagedObjectKind Kind, ITable Table, string Name, string Text)
{
    /// <summary>Whether it looks like something that the toolkit made.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Whether somebody changed it, or switched it off.</summary>
    public bool IsBroken { get; init; }
}
