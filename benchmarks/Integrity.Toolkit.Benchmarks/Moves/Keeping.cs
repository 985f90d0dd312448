namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>Who keeps the history of a status, and who looks at it.</summary>
public enum Keeping
{
    /// <summary>The application, with plain EF Core or SQL.</summary>
    ByHand,

    /// <summary>The toolkit.</summary>
    Toolkit,

    /// <summary>The toolkit, and the database refuses moves off the table.</summary>
    Guard,

    /// <summary>The toolkit, and the database refuses moves without their history too.</summary>
    Ledger,
}
