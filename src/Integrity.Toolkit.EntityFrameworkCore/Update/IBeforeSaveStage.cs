namespace Integrity.Toolkit.Update;

/// <summary>A stage that calls code of the application before anything is decided about a save.</summary>
internal interface IBeforeSaveStage
{
    /// <summary>Lets the code change what is saved.</summary>
    ValueTask BeforeSaveAsync(SaveContext save, bool async, CancellationToken cancellationToken);
}
