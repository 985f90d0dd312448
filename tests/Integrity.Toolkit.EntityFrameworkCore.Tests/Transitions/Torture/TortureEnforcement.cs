namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>The enforcement by the database.</summary>
public enum TortureEnforcement
{
    Guard,
    Ledger,
}
