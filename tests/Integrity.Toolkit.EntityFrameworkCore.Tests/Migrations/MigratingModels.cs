using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The models between which the suites migrate.</summary>
public static class MigratingModels
{
    public static Action<ModelBuilder> Guarded(Action<EntityTypeBuilder<Paper>>? more = null) => model => model.Entity<Paper>(paper =>
    {
        paper.Property(x => x.Id).ValueGeneratedNever();
        paper.HasSoftDelete().GuardInDatabase();
        more?.Invoke(paper);
    });

    public static Action<ModelBuilder> Open(Action<EntityTypeBuilder<Paper>>? more = null) => model => model.Entity<Paper>(paper =>
    {
        paper.Property(x => x.Id).ValueGeneratedNever();
        paper.HasSoftDelete();
        more?.Invoke(paper);
    });
}
