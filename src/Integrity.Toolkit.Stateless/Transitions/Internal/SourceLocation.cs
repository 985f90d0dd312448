namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Where something was said about a machine, without the folders of the computer that compiled it.</summary>
internal readonly record struct SourceLocation(string File, int Line)
{
    public override string ToString() => $"{File[(File.LastIndexOfAny(['/', '\\']) + 1)..]}:{Line}";
}
