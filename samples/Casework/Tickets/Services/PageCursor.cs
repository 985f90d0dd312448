using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Casework.Tickets.Services;

/// <summary>The start of a page of the list: the key of a ticket, and the direction towards older or newer ones.</summary>
public readonly record struct PageCursor(bool Older, int Id)
{
    public static bool TryParse(string text, out PageCursor cursor)
    {
        cursor = default;
        var bytes = new byte[16];
        if (text.Length > 20
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || Encoding.ASCII.GetString(bytes, 0, written) is not { Length: > 1 } plain
            || plain[0] is not ('o' or 'n')
            || !int.TryParse(plain.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        cursor = new PageCursor(plain[0] == 'o', id);
        return true;
    }

    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(Older ? 'o' : 'n')}{Id}")));
}
