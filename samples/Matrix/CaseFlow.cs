using Integrity.Toolkit.Transitions;

namespace Matrix;

internal static class CaseFlow
{
    public const string Draft = "draft";
    public const string Evaluated = "evaluated";
    public const string AwaitingReview = "awaiting_review";
    public const string Reviewed = "reviewed";
    public const string Closed = "closed";

    public static TransitionTable<string> Table { get; } = TransitionTable.Create<string>("case", t => t
        .Initial(Draft)
        .Permit(Draft, Evaluated)
        .Permit(Draft, Closed)
        .Permit(Evaluated, AwaitingReview)
        .Permit(Evaluated, Closed)
        .Permit(AwaitingReview, Reviewed)
        .Permit(AwaitingReview, Evaluated)
        .Permit(Reviewed, Closed)
        .Terminal(Closed));
}
