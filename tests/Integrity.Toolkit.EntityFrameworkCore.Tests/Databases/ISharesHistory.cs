namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A database with one history table for all types that can share one, whatever the model of the test says of it.</summary>
public interface ISharesHistory
{
    const string Stays = "A shared history stays when its row is deleted for good.";

    const string HasItsTable = "The test reads or writes the history's own table.";
}
