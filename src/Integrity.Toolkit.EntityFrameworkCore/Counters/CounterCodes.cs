namespace Integrity.Toolkit.Counters;

/// <summary>The endings of the codes of counters, which are part of the contract; the beginning is the declared code.</summary>
internal static class CounterCodes
{
    /// <summary>The counter would fall below its minimum.</summary>
    public const string Minimum = ".floor";

    /// <summary>The counter would exceed its maximum.</summary>
    public const string Maximum = ".ceiling";

    /// <summary>The row of the counter no longer exists.</summary>
    public const string Gone = ".gone";
}
