namespace Matrix;

/// <summary>The result of one attempt.</summary>
/// <param name="Attempt">A short description of the attempt.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Detail">The code of the violation, or why nothing was rejected, or why the guarantee is open.</param>
internal sealed record Finding(string Attempt, Verdict Verdict, string Detail);
