namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>The order of the stages: fixed, whatever the order of the switches.</summary>
internal enum SaveStageOrder
{
    SoftDelete = 200,
    Transitions = 300,
    Versioning = 500,
}
