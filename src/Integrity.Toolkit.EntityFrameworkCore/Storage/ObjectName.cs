using System.Security.Cryptography;
using System.Text;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// Creates names that fit every database.
/// </summary>
/// <remarks>PostgreSQL truncates names at 63 bytes. These names are shorter, and a hash makes truncated ones unique.</remarks>
internal static class ObjectName
{
    public const int MaxBytes = 60;

    /// <summary>The prefix of trigger names.</summary>
    public const string Guard = "itk";

    private const int HashLength = 8;

    /// <summary>PostgreSQL truncates longer names, and reports them truncated.</summary>
    private const int ReportedBytes = 63;

    /// <summary>Joins the parts with underscores, and replaces every character that is not a letter or digit by one.</summary>
    public static string Of(params IEnumerable<string?> parts)
    {
        var exact = string.Join('.', parts.Where(part => !string.IsNullOrEmpty(part)));
        var name = Plain(exact);

        return Encoding.UTF8.GetByteCount(name) <= MaxBytes ? name : Shorten(name, exact);
    }

    /// <summary>Appends a hash to a name, to distinguish it from another name that looks the same.</summary>
    public static string Apart(string name, string exact) => Shorten(name, exact);

    /// <summary>Whether a name in the model is the name that a database reports.</summary>
    public static bool IsSame(string name, string said)
        => name == said || (name.Length > said.Length && Cut(name, ReportedBytes).ToString() == said);

    /// <summary>Returns a hash that is the same for the same text on every machine.</summary>
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
