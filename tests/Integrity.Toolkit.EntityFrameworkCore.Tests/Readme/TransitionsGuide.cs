using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Readme.ReviewStatus;
using static Integrity.Toolkit.Tests.Readme.ReviewTrigger;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of transitions, word for word, so that it compiles; TransitionsReadmeTests runs it.
public enum ReviewStatus
{
    Draft,
    Pending,
    Approved,
    Cancelled,
}

public enum ReviewTrigger
{
    Submit,
    Approve,
    Remind,
    Cancel,
}

public sealed class Review
{
    public int Id { get; set; }

    public ReviewStatus Status { get; set; }

    public int Facts { get; set; }

    public DateTime? ApprovedAt { get; set; }
}

public static class ReviewFlow
{
    public static readonly TransitionTable<ReviewStatus, ReviewTrigger> Table =
        TransitionTable.Create<ReviewStatus, ReviewTrigger>("review", t =>
        {
            t.Initial(Draft);
            t.Configure(Draft).Permit(Submit, Pending);
            t.Configure(Pending)
                .PermitIf<Review>(Approve, Approved, x => x.Facts > 0, "review.facts", description: "a review has facts")
                .PermitReentry(Remind);
            t.FromAny(except: [Draft]).Permit(Cancel, Cancelled, requiresReason: true);
            t.Terminal(Approved, Cancelled);
            t.Invariant<Review>(Approved, x => x.ApprovedAt != null, "review.approved-at", "an approved review has an approval time");
        });
}

public sealed class ReviewContext(DbContextOptions<ReviewContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Review>().HasTransitions(x => x.Status, ReviewFlow.Table).GuardInDatabase();
    }
}

public static class TransitionsGuide
{
    public static void Configure(DbContextOptionsBuilder o)
    {
        o.UseTransitions();
    }

    public static async Task ApproveAsync(ReviewContext db, Review review, DateTime now)
    {
        db.Entry(review).Fire(Approve, reason: "checked twice");      // changes the entity, never saves
        review.ApprovedAt = now;
        await db.SaveChangesAsync();                                  // one UPDATE, one history row, one transaction
    }

    public static IReadOnlyList<IntegrityViolation> Ask(ReviewContext db, Review review)
    {
        var check = db.Entry(review).CanFire(Approve);
        foreach (var violation in check.Violations)
        {
            Console.WriteLine(violation.Message);     // Review.Status cannot change from Pending to Approved yet: review.facts (a review has facts) is not met.
        }

        return check.Violations;
    }
}
