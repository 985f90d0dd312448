namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>What the database holds by itself.</summary>
public enum TortureHold
{
    Guard,
    Ledger,
}
