namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A database with one shared history table for all types that support it, regardless of the test's model.</summary>
public interface ISharesHistory
{
    const string Stays = "A shared history is kept when its row is permanently deleted.";

    const string HasItsTable = "The test uses the history table of the type.";
}
