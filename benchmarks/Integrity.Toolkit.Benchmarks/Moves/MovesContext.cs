using Integrity.Toolkit.Benchmarks.Guards;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>The same two tables, kept in one of four ways.</summary>
public sealed class MovesContext(DbContextOptions options, Keeping keeping) : DbContext(options)
{
    public const string HistoryTable = "RowHistory";

    public static readonly TransitionTable<RowStatus> Flow = TransitionTable.Create<RowStatus>("row", table => table
        .Initial(RowStatus.New)
        .Permit(RowStatus.New, RowStatus.Opened)
        .Permit(RowStatus.Opened, RowStatus.Waiting).Permit(RowStatus.Opened, RowStatus.Resolved)
        .Permit(RowStatus.Waiting, RowStatus.Opened).Permit(RowStatus.Waiting, RowStatus.Closed)
        .Permit(RowStatus.Resolved, RowStatus.Opened).Permit(RowStatus.Resolved, RowStatus.Closed)
        .Terminal(RowStatus.Closed));

    public DbSet<MovedRow> Rows => Set<MovedRow>();

    private Keeping Keeping => keeping;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelKey>();
        if (keeping != Keeping.ByHand)
        {
            optionsBuilder.UseTransitions();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var row = modelBuilder.Entity<MovedRow>();
        row.ToTable("Rows").Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
        row.Property(x => x.Id).ValueGeneratedNever();
        if (keeping == Keeping.ByHand)
        {
            modelBuilder.Entity<MovedRowHistory>(history =>
            {
                history.ToTable(HistoryTable).HasKey(x => new { x.MovedRowId, x.Sequence });
                history.HasOne<MovedRow>().WithMany().HasForeignKey(x => x.MovedRowId);
                history.Property(x => x.FromState).HasConversion<string>().HasMaxLength(20);
                history.Property(x => x.ToState).HasConversion<string>().HasMaxLength(20);
                history.Property(x => x.Origin).HasConversion<string>().HasMaxLength(20);
                history.Property(x => x.ActorKind).HasConversion<string>().HasMaxLength(20);
                history.Property(x => x.TableHash).HasMaxLength(16);
            });
            return;
        }

        var status = row.HasTransitions(x => x.Status, Flow).WithHistory(h => h.ToTable(HistoryTable));
        _ = keeping switch
        {
            Keeping.Guard => status.GuardInDatabase(),
            Keeping.Ledger => status.WithHistory(h => h.RequireInDatabase()),
            _ => status,
        };
    }

    private sealed class ModelKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime)
            => (context.GetType(), (context as MovesContext)?.Keeping, designTime);
    }
}
