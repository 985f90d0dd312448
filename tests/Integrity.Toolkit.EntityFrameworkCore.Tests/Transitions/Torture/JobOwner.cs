namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>Somebody who has jobs.</summary>
internal sealed class JobOwner
{
    public int Id { get; set; }

    /// <summary>How many of the jobs are active or in review.</summary>
    public int Load { get; set; }
}
