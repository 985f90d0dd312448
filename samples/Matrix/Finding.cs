namespace Matrix;

/// <summary>What became of one attempt.</summary>
/// <param name="Attempt">What was tried, in a few words.</param>
/// <param name="Verdict">How far the guarantee held.</param>
/// <param name="Detail">The code of the violation, or why nothing had to be refused, or why it is open.</param>
internal sealed record Finding(string Attempt, Verdict Verdict, string Detail);
