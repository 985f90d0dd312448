namespace Integrity.Toolkit.Transitions;

internal sealed record TransitionsOptions(IntegrityMode? Mode, TableOverrides Tables)
{
    public static readonly TransitionsOptions Default = new(null, TableOverrides.None);
}
