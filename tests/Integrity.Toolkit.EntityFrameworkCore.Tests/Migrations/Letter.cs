using Integrity.Toolkit.SoftDelete;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Another soft-deletable row.</summary>
public class Letter : ISoftDeletable
{
    public int Id { get; set; }

    public DateTime? DeletedAt { get; set; }
}
