namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Where a transition was declared, without the folders of the machine that compiled it.</summary>
internal readonly record struct SourceLocation(string File, int Line)
{
    public override string ToString() => $"{File[(File.LastIndexOfAny(['/', '\\']) + 1)..]}:{Line}";
}
