namespace Casework.Hosting;

/// <summary>A refusal as JSON.</summary>
internal sealed record RefusalDetails(string Code, string Entity, string? Path, string Message);
