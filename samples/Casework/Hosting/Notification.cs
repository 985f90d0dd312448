namespace Casework.Hosting;

/// <summary>A notification that was sent.</summary>
/// <param name="At">The time.</param>
/// <param name="Text">The text.</param>
/// <param name="Link">The related page.</param>
public sealed record Notification(DateTime At, string Text, string? Link);
