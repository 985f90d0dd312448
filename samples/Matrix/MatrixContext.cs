using Microsoft.EntityFrameworkCore;

namespace Matrix;

/// <summary>Declares every guarantee of the toolkit, enforced by the database. Its tables are created for each run.</summary>
internal sealed class MatrixContext(DbContextOptions<MatrixContext> options) : DbContext(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Reviewer> Reviewers => Set<Reviewer>();

    public DbSet<Fact> Facts => Set<Fact>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Case>(e =>
        {
            e.HasSoftDelete().GuardInDatabase();
            e.HasVersion().GuardInDatabase();
            e.HasTransitions(x => x.Status, CaseFlow.Table).WithHistory(h => h.ToTable("CaseHistory").RequireInDatabase());
            e.HasRules<CaseRules>();
        });
        modelBuilder.Entity<Review>(e =>
        {
            e.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            e.HasUnique(x => x.CaseId, "review.one-active").WithFilter(x => x.IsActive);
        });
        modelBuilder.Entity<Reviewer>().HasCounter(x => x.Workload, "reviewer.workload").WithMinimum(0).WithMaximum(3);
        modelBuilder.Entity<Fact>().IsAppendOnly();
    }
}
