using Integrity.Toolkit.SoftDelete;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A row that is kept too.</summary>
public class Letter : ISoftDeletable
{
    public int Id { get; set; }

    public DateTime? DeletedAt { get; set; }
}
