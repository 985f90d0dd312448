namespace Samples.Shared.Scratch;

/// <summary>The use of a scratch database, which separates uses and identifies the owner.</summary>
/// <param name="Name">The name of the command.</param>
/// <param name="ApplicationId">Four letters that SQLite stores in the header of a file.</param>
internal sealed record ScratchUse(string Name, int ApplicationId)
{
    /// <summary>"RPLY".</summary>
    public static readonly ScratchUse Replay = new("replay", 0x52504C59);

    /// <summary>"MTRX".</summary>
    public static readonly ScratchUse Matrix = new("matrix", 0x4D545258);

    public string Schema => $"casework_{Name}";

    public string Mark => $"Made by Casework {Name}; emptied by the next one.";
}
