namespace Casework.Hosting;

/// <summary>A notification that went out.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What it says.</param>
/// <param name="Link">The page it is about.</param>
public sealed record Notification(DateTime At, string Text, string? Link);
