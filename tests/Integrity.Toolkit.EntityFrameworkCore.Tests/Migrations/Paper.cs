using Integrity.Toolkit.SoftDelete;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A soft-deletable row.</summary>
public class Paper : ISoftDeletable
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public DateTime? DeletedAt { get; set; }
}
