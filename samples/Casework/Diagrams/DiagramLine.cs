namespace Casework.Diagrams;

/// <summary>A transition from one state to another, with its SVG path.</summary>
public sealed record DiagramLine(string From, string To, string Path);
