namespace Casework.Hosting;

/// <summary>A violation as JSON.</summary>
internal sealed record ViolationDetails(string Code, string Entity, string? Path, string Message);
