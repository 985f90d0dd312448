namespace Integrity.Toolkit.Infrastructure;

/// <summary>The options every block shares.</summary>
internal sealed record IntegrityOptions(IntegrityMode? DefaultMode)
{
    public static readonly IntegrityOptions Default = new((IntegrityMode?)null);
}
