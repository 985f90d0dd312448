using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.AppendOnly;

/// <summary>An audit entry, which is append-only.</summary>
public sealed class AuditEntry
{
    public static readonly DeskModel Model = DeskModel.Only(model =>
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.OwnsOne(x => x.Place);
            entry.IsAppendOnly(a => a
                .AllowRedaction(x => x.Actor)
                .AllowDeleteAfter(x => x.At, TimeSpan.FromDays(30))
                .AllowCascadeDelete(x => x.Archive));
        });
        model.Entity<Archive>().HasMany(x => x.Entries).WithOne(x => x.Archive).OnDelete(DeleteBehavior.Cascade);
    });

    public int Id { get; set; }

    public string What { get; set; } = "opened";

    public string? Actor { get; set; } = "somebody";

    /// <summary>
    /// Uses the real clock, because the database computes the age of a row with its own clock, which cannot be set.
    /// </summary>
    public DateTime At { get; set; } = DateTime.UtcNow;

    public Place Place { get; set; } = new();

    public int? ArchiveId { get; set; }

    public Archive? Archive { get; set; }
}

public sealed class Place
{
    public string Room { get; set; } = "1";
}

public sealed class Archive
{
    public int Id { get; set; }

    public List<AuditEntry> Entries { get; set; } = [];
}
