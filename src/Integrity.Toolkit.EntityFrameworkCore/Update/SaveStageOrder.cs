namespace Integrity.Toolkit.Update;

/// <summary>The order of the stages, which does not depend on the order in which blocks are enabled.</summary>
internal enum SaveStageOrder
{
    Hooks = 100,
    Effects = 150,
    SoftDelete = 200,
    Transitions = 300,
    Validation = 400,
    Versioning = 500,
    Constraints = 600,
    Counting = 700,
}
