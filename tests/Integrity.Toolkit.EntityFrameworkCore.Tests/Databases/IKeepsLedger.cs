namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A database that keeps a ledger of every status that has transitions, whatever the model of the test says of it.</summary>
public interface IKeepsLedger
{
    const string Begins = "In a ledger a new entity is saved before its first move.";

    const string IsKept = "Nobody changes a ledger behind the toolkit's back.";

    const string IsEnforced = "A ledger is for the mode that refuses.";
}
