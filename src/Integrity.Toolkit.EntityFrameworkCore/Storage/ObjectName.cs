using System.Security.Cryptography;
using System.Text;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// Makes names that fit every database.
/// </summary>
/// <remarks>PostgreSQL cuts names at 63 bytes; here they end earlier, with a part that tells cut ones apart.</remarks>
internal static class ObjectName
{
    public const int MaxBytes = 60;

    /// <summary>How the names of guards begin.</summary>
    public const string Guard = "itk";

    private const int HashLength = 8;

    /// <summary>PostgreSQL cuts longer names off, and reports them so.</summary>
    private const int ReportedBytes = 63;

    /// <summary>Joins the parts with underscores; whatever is no letter, digit or underscore becomes one too.</summary>
    public static string Of(params IEnumerable<string?> parts)
    {
        var exact = string.Join('.', parts.Where(part => !string.IsNullOrEmpty(part)));
        var name = Plain(exact);

        return Encoding.UTF8.GetByteCount(name) <= MaxBytes ? name : Shorten(name, exact);
    }

    /// <summary>The name with a part that tells it apart from another one that looks the same.</summary>
    public static string Apart(string name, string exact) => Shorten(name, exact);

    /// <summary>Whether a name of the model is the one that a database says.</summary>
    public static bool IsSame(string name, string said)
        => name == said || (name.Length > said.Length && Cut(name, ReportedBytes).ToString() == said);

    /// <summary>The same for the same text, on every machine.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    private static string Plain(string exact)
    {
        var name = new StringBuilder(exact.Length);
        foreach (var rune in exact.EnumerateRunes())
        {
            name.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : "_");
        }

        return name.ToString();
    }

    private static string Shorten(string name, string exact)
        => $"{Cut(name, MaxBytes - HashLength - 1)}_{Hash(exact)[..HashLength]}";

    private static StringBuilder Cut(string name, int bytes)
    {
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept;
    }
}
