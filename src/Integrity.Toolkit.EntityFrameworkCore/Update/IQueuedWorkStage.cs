using Integrity.Toolkit.Runtime;

namespace Integrity.Toolkit.Update;

/// <summary>A stage that may have something to write although no entity changed.</summary>
internal interface IQueuedWorkStage
{
    bool HasQueuedWork(ContextState state);
}
