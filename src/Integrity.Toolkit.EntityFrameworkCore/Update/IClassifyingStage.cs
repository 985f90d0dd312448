namespace Integrity.Toolkit.Update;

/// <summary>A stage that determines the operation of a removal or an update.</summary>
internal interface IClassifyingStage
{
    /// <summary>Sets the operation of the entries, without changing what is written.</summary>
    void Classify(SaveContext save);
}
