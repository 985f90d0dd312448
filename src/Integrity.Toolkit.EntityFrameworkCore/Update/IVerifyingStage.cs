namespace Integrity.Toolkit.Update;

/// <summary>A stage that verifies what was written before it is committed.</summary>
internal interface IVerifyingStage
{
    /// <summary>Throws to roll back the save. Called if a stage writes in the save.</summary>
    ValueTask VerifyAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
