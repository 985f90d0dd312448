namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A database with a ledger for every status with transitions, regardless of the test's model.</summary>
public interface IKeepsLedger
{
    const string Begins = "In a ledger, a new entity is saved before its first transition.";

    const string IsKept = "A ledger cannot be changed without the toolkit.";

    const string IsEnforced = "A ledger requires enforce mode.";
}
