namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>An owner of jobs.</summary>
internal sealed class JobOwner
{
    public int Id { get; set; }

    /// <summary>The number of jobs that are active or in review.</summary>
    public int Load { get; set; }
}
