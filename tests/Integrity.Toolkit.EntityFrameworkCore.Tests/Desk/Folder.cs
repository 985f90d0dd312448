using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>A tree.</summary>
public sealed class Folder
{
    public static readonly DeskModel Model = DeskModel.With(model => model.Entity<Folder>(folder =>
    {
        folder.HasMany(x => x.Children).WithOne().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Cascade);
        folder.HasSoftDelete();
    }));

    public int Id { get; set; }

    public int? ParentId { get; set; }

    public List<Folder> Children { get; set; } = [];
}
