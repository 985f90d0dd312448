namespace Replay;

/// <summary>The settings of the model that differ between replays, in addition to the table.</summary>
internal sealed record ReplayModel(ReplayHold Hold);
