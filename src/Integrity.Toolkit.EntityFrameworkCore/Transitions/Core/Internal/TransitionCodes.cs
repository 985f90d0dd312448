namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The codes of violations, which are part of the contract. Invariants and prerequisites declare their own.</summary>
internal static class TransitionCodes
{
    /// <summary>A new entity is created in a state that is not initial.</summary>
    public const string NotInitial = "transition.not-initial";

    /// <summary>The table does not permit the transition.</summary>
    public const string NotPermitted = "transition.not-permitted";

    /// <summary>A guard of the transition is not met.</summary>
    public const string Guard = "transition.guard";

    /// <summary>Conditions outside the table choose between several transitions.</summary>
    public const string Undecided = "transition.undecided";

    /// <summary>The transition requires a reason.</summary>
    public const string ReasonRequired = "transition.reason-required";

    /// <summary>The table does not contain the state.</summary>
    public const string UnknownState = "transition.unknown-state";

    /// <summary>Another transition is pending, and the database only sees one for each save.</summary>
    public const string UnsavedTransition = "transition.unsaved-move";

    /// <summary>The idempotency key belongs to another transition.</summary>
    public const string KeyUsed = "transition.key-used";

    /// <summary>The history has a transition with the same idempotency key.</summary>
    public const string Repeated = "transition.repeated";

    /// <summary>Another writer has changed the status.</summary>
    public const string Conflict = "transition.conflict";

    /// <summary>Another interceptor changed the status after the save was evaluated.</summary>
    public const string Late = "transition.late";

    /// <summary>A status and its history would be written without a common transaction.</summary>
    public const string NoTransaction = "transition.no-transaction";

    /// <summary>A permanent delete would lose a history.</summary>
    public const string HistoryKept = "transition.history-kept";

    /// <summary>The application changes a history.</summary>
    public const string HistoryWritten = "transition.history-written";

    /// <summary>A new entity has the key of a history that was kept after a delete.</summary>
    public const string KeyReused = "transition.key-reused";

    /// <summary>Required history: a status changes without its history row, or the other way round.</summary>
    public const string Unrecorded = "transition.unrecorded";

    /// <summary>Required history: a history row does not continue the history.</summary>
    public const string Chain = "transition.chain";

    /// <summary>Some rows of a query cannot change their status.</summary>
    public const string SomeNotPermitted = "transition.some-not-permitted";

    /// <summary>A condition over the rows of a query cannot be translated to SQL.</summary>
    public const string GuardWithoutSql = "transition.guard-without-sql";

    /// <summary>Other blocks would not be evaluated for the rows of a query.</summary>
    public const string GoesPast = "transition.goes-past";
}
