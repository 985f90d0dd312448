using Integrity.Toolkit.Runtime;

namespace Integrity.Toolkit.Update;

/// <summary>A stage that may have work to save although no entity changed.</summary>
internal interface IQueuedWorkStage
{
    bool HasQueuedWork(ContextState state);
}
