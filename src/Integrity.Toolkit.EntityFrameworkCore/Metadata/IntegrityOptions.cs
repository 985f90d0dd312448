namespace Integrity.Toolkit.Metadata;

/// <summary>The options that all blocks share.</summary>
/// <param name="DefaultMode">The mode of blocks that do not specify one.</param>
/// <param name="TranslatesAllErrors">Whether every database error is translated, declared or not.</param>
internal sealed record IntegrityOptions(EnforcementMode? DefaultMode, bool TranslatesAllErrors = false)
{
    public static readonly IntegrityOptions Default = new((EnforcementMode?)null);

    /// <summary>Combines two calls. The later call takes precedence.</summary>
    public IntegrityOptions And(IntegrityOptions later)
        => new(later.DefaultMode ?? DefaultMode, later.TranslatesAllErrors || TranslatesAllErrors);
}
