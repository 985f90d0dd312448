namespace Integrity.Toolkit.Update;

/// <summary>The state of a save.</summary>
internal enum SaveState
{
    /// <summary>The stages process it; its SQL has not succeeded.</summary>
    Preparing,

    /// <summary>Its SQL has succeeded, and is committed if the save owns the transaction.</summary>
    Executed,

    /// <summary>SaveChanges has succeeded; a transaction of the application may still be open.</summary>
    Saved,

    /// <summary>It has succeeded and EF Core has accepted the changes.</summary>
    Accepted,

    /// <summary>It has failed, or its changes were not accepted: the tracked entities are as they were before it.</summary>
    Reverted,
}
