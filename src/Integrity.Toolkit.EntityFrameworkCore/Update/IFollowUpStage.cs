namespace Integrity.Toolkit.Update;

/// <summary>A stage that calls application code with the decisions about a save.</summary>
internal interface IFollowUpStage
{
    /// <summary>
    /// Calls the code, which can add entities to the save. Returns whether any code was called, in which case it is called
    /// again.
    /// </summary>
    ValueTask<bool> OnChangesDecidedAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
