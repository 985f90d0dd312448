namespace Casework.Diagrams;

/// <summary>A move from one state to another, with its path as SVG writes it.</summary>
public sealed record DiagramLine(string From, string To, string Path);
