namespace Integrity.Toolkit.Update;

/// <summary>A stage that calls code of the application with what was decided about a save.</summary>
internal interface IFollowUpStage
{
    /// <summary>
    /// Lets the code add to the save, and returns whether any code was called; called until none is.
    /// </summary>
    ValueTask<bool> OnChangesDecidedAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
