using System.Buffers;
using System.Globalization;
using System.Text;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Looks at e-mail addresses, without regular expressions and without allocating.</summary>
internal static class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> LocalAscii =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> DomainAscii =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    public static bool IsStrict(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');

        return at is > 0 and <= MaxLocalLength && text.Length <= MaxLength
            && IsLocal(text[..at])
            && IsDomain(text[(at + 1)..]);
    }

    public static bool IsRelaxed(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.Length > MaxLength)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return false;
            }
        }

        // A local part in quotes may have an @ of its own.
        var local = text[..at];

        return !local.Contains('@') || (local.Length > 2 && local[0] == '"' && local[^1] == '"');
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
        => local[0] != '.' && local[^1] != '.'
            && local.IndexOf("..") < 0
            && (!local.ContainsAnyExcept(LocalAscii) || IsLetters(local, LocalAscii));

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty || (domain.ContainsAnyExcept(DomainAscii) && !IsLetters(domain, DomainAscii)))
        {
            return false;
        }

        var labels = 0;
        while (true)
        {
            var dot = domain.IndexOf('.');
            var label = dot < 0 ? domain : domain[..dot];
            if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            labels++;
            if (dot < 0)
            {
                return labels > 1 && IsTopLevel(label);
            }

            domain = domain[(dot + 1)..];
        }
    }

    /// <summary>No top-level domain has one letter, and none is a number.</summary>
    private static bool IsTopLevel(ReadOnlySpan<char> label) => label.Length > 1 && !IsNumber(label);

    private static bool IsNumber(ReadOnlySpan<char> label)
    {
        foreach (var character in label)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters, digits and marks of any script, beside what is allowed of ASCII.</summary>
    private static bool IsLetters(ReadOnlySpan<char> text, SearchValues<char> ascii)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done
                || !(rune.IsAscii ? ascii.Contains((char)rune.Value) : IsLetter(rune)))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
