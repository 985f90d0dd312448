using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Benchmarks.Guards;

/// <summary>One table, with one guard.</summary>
public sealed class GuardedContext(DbContextOptions options, Guard guard) : DbContext(options)
{
    private static readonly TransitionTable<RowStatus> Flow = TransitionTable.Create<RowStatus>("row", table => table
        .Initial(RowStatus.New)
        .Permit(RowStatus.New, RowStatus.Opened)
        .Permit(RowStatus.Opened, RowStatus.Waiting).Permit(RowStatus.Opened, RowStatus.Resolved)
        .Permit(RowStatus.Waiting, RowStatus.Opened).Permit(RowStatus.Waiting, RowStatus.Closed)
        .Permit(RowStatus.Resolved, RowStatus.Opened).Permit(RowStatus.Resolved, RowStatus.Closed)
        .Terminal(RowStatus.Closed));

    private Guard Guard => guard;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        => optionsBuilder.UseTransitions().UseVersioning().UseSoftDelete().UseConstraints()
            .ReplaceService<IModelCacheKeyFactory, ModelKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var row = modelBuilder.Entity<GuardedRow>();
        row.ToTable("Rows").Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property<DateTime?>("DeletedAt");
        switch (guard)
        {
            case Guard.Status:
                row.HasTransitions(x => x.Status, Flow).GuardInDatabase();
                break;
            case Guard.Version:
                row.HasVersion().GuardInDatabase();
                break;
            case Guard.Delete:
                row.HasSoftDelete().GuardInDatabase();
                break;
            case Guard.AppendOnly:
                row.IsAppendOnly(a => a.AllowRedaction(x => new { x.Status, x.Version }));
                break;
        }
    }

    private sealed class ModelKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime)
            => (context.GetType(), (context as GuardedContext)?.Guard, designTime);
    }
}
