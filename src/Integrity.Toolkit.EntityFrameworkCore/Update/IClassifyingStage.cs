namespace Integrity.Toolkit.Update;

/// <summary>A stage that knows what a removal or an update really is.</summary>
internal interface IClassifyingStage
{
    /// <summary>Sets the operation of the entries, without changing anything that is written.</summary>
    void Classify(SaveContext save);
}
