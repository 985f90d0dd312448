using System.Buffers;
using System.Globalization;
using System.Text;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Validates e-mail addresses in one pass, without regular expressions or allocations.
/// </summary>
internal static class EmailAddressFormat
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;

    private const byte OfLocal = 1;
    private const byte OfDomain = 2;

    private static readonly byte[] Kinds = MakeKinds();

    public static bool IsStrict(ReadOnlySpan<char> text)
    {
        var at = EndOfLocal(text);

        return at > 0 && text.Length <= MaxLength && IsDomain(text[(at + 1)..]);
    }

    public static bool IsRelaxed(ReadOnlySpan<char> text)
    {
        var at = -1;
        var others = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '@')
            {
                others += at < 0 ? 0 : 1;
                at = i;
            }
            else if (character is <= ' ' or >= '\u007f' && (char.IsWhiteSpace(character) || char.IsControl(character)))
            {
                return false;
            }
        }

        // A quoted local part may contain an @.
        return at > 0 && at < text.Length - 1 && text.Length <= MaxLength
            && (others == 0 || (at > 2 && text[0] == '"' && text[at - 1] == '"'));
    }

    /// <summary>Returns the position of the @ after a valid local part, or -1.</summary>
    private static int EndOfLocal(ReadOnlySpan<char> text)
    {
        var kinds = Kinds;

        // Start as if a dot preceded the first character, because a leading dot is not permitted either.
        var dot = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character >= kinds.Length)
            {
                if ((i = EndOfLetter(text, i)) < 0)
                {
                    return -1;
                }
            }
            else if ((kinds[character] & OfLocal) == 0)
            {
                if (dot == i - 1 || character is not ('@' or '.'))
                {
                    return -1;
                }

                if (character == '@')
                {
                    return i <= MaxLocalLength ? i : -1;
                }

                dot = i;
            }
        }

        return -1;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var kinds = Kinds;
        var start = 0;
        for (var i = 0; i < domain.Length; i++)
        {
            var character = domain[i];
            if (character >= kinds.Length)
            {
                if ((i = EndOfLetter(domain, i)) < 0)
                {
                    return false;
                }
            }
            else if ((kinds[character] & OfDomain) == 0)
            {
                if (character != '.' || !IsLabel(domain[start..i]))
                {
                    return false;
                }

                start = i + 1;
            }
        }

        return start > 0 && IsLabel(domain[start..]) && IsTopLevel(domain[start..]);
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
        => label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-';

    /// <summary>A top-level domain has more than one letter and is not a number.</summary>
    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        foreach (var character in label)
        {
            if (!char.IsAsciiDigit(character))
            {
                return label.Length > 1;
            }
        }

        return false;
    }

    /// <summary>Returns the end of a letter, digit or mark of any script, or -1.</summary>
    private static int EndOfLetter(ReadOnlySpan<char> text, int i)
        => Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done
            && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                    ? i + length - 1
                    : -1;

    private static byte[] MakeKinds()
    {
        var kinds = new byte[128];
        for (var character = '\0'; character < kinds.Length; character++)
        {
            kinds[character] = char.IsAsciiLetterOrDigit(character) || character == '-' ? (byte)(OfLocal | OfDomain)
                : "!#$%&'*+/=?^_`{|}~".Contains(character, StringComparison.Ordinal) ? OfLocal
                : (byte)0;
        }

        return kinds;
    }
}
