namespace Integrity.Toolkit.Update;

/// <summary>A stage that checks what was written before it is committed.</summary>
internal interface IVerifyingStage
{
    /// <summary>Throws to roll everything back. Called in saves in which a stage writes.</summary>
    ValueTask VerifyAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
