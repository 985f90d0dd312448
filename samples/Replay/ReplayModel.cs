namespace Replay;

/// <summary>What differs in the model from one replay to the next, beside its table.</summary>
internal sealed record ReplayModel(ReplayHold Hold);
