namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>What the database holds by itself.</summary>
public enum TortureEnforcement
{
    Guard,
    Ledger,
}
