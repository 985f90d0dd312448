namespace Integrity.Toolkit.Update;

/// <summary>A stage that calls application code before the other stages process a save.</summary>
internal interface IBeforeSaveStage
{
    /// <summary>Calls the code, which can change what is saved.</summary>
    ValueTask BeforeSaveAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
