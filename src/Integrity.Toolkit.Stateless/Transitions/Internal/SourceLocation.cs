namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The source location of a declaration, without the folders of the build machine.</summary>
internal readonly record struct SourceLocation(string File, int Line)
{
    public override string ToString() => $"{File[(File.LastIndexOfAny(['/', '\\']) + 1)..]}:{Line}";
}
