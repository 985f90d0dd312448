namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The codes of violations, which are part of the contract. Invariants and prerequisites have codes of their own.</summary>
internal static class TransitionCodes
{
    /// <summary>A new entity begins in a state that is not initial.</summary>
    public const string NotInitial = "transition.not-initial";

    /// <summary>The table has no such move.</summary>
    public const string NotPermitted = "transition.not-permitted";

    /// <summary>A guard of the move is not met.</summary>
    public const string Guard = "transition.guard";

    /// <summary>Conditions that the table does not know choose between several moves.</summary>
    public const string Undecided = "transition.undecided";

    /// <summary>The move needs a reason.</summary>
    public const string ReasonRequired = "transition.reason-required";

    /// <summary>The table does not know the state.</summary>
    public const string UnknownState = "transition.unknown-state";

    /// <summary>Another move waits for its save, and the database sees one only.</summary>
    public const string UnsavedTransition = "transition.unsaved-move";

    /// <summary>The idempotency key is one of another move.</summary>
    public const string KeyUsed = "transition.key-used";

    /// <summary>The move was made already, with the same idempotency key.</summary>
    public const string Repeated = "transition.repeated";

    /// <summary>Somebody else has moved the status.</summary>
    public const string Conflict = "transition.conflict";

    /// <summary>Another interceptor changed the status after the save was looked at.</summary>
    public const string Late = "transition.late";

    /// <summary>A move and its history would be written apart.</summary>
    public const string NoTransaction = "transition.no-transaction";

    /// <summary>A delete would lose a history.</summary>
    public const string HistoryKept = "transition.history-kept";

    /// <summary>A history is changed.</summary>
    public const string HistoryWritten = "transition.history-written";

    /// <summary>A new entity has the key of a history that was kept.</summary>
    public const string KeyReused = "transition.key-reused";

    /// <summary>A ledger: a status moves without its history row, or the other way round.</summary>
    public const string Unrecorded = "transition.unrecorded";

    /// <summary>A ledger: a history row does not go on where the history ended.</summary>
    public const string Chain = "transition.chain";

    /// <summary>Some of the rows of a query may not be moved.</summary>
    public const string SomeNotPermitted = "transition.some-not-permitted";

    /// <summary>A condition about the rows of a query has no SQL.</summary>
    public const string GuardWithoutSql = "transition.guard-without-sql";

    /// <summary>Other blocks would not be asked about the rows of a query.</summary>
    public const string GoesPast = "transition.goes-past";
}
