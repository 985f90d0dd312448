namespace Integrity.Toolkit.Metadata;

/// <summary>The options every block shares.</summary>
/// <param name="DefaultMode">The mode of blocks that say nothing.</param>
/// <param name="TranslatesAllErrors">Whether every violation of the database is explained, declared or not.</param>
internal sealed record IntegrityOptions(EnforcementMode? DefaultMode, bool TranslatesAllErrors = false)
{
    public static readonly IntegrityOptions Default = new((EnforcementMode?)null);

    /// <summary>What two calls said together; the later one wins where both say something.</summary>
    public IntegrityOptions And(IntegrityOptions later)
        => new(later.DefaultMode ?? DefaultMode, later.TranslatesAllErrors || TranslatesAllErrors);
}
