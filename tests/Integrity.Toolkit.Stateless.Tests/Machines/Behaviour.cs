namespace Integrity.Toolkit.Tests.Machines;

/// <summary>One line of a machine's configuration.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Kind">What is configured.</param>
/// <param name="To">The destination, if any.</param>
/// <param name="Guards">The names of the guards, all of which must be met.</param>
public sealed record Behaviour(int Trigger, Kind Kind, int To, IReadOnlyList<string> Guards)
{
    /// <summary>The destination of a dynamic transition while its deciding fact is false.</summary>
    public int Otherwise { get; init; }

    /// <summary>The fact that decides a dynamic transition.</summary>
    public string Decides { get; init; } = "";
}
