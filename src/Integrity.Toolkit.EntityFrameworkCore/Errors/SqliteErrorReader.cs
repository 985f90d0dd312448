using System.Data.Common;

namespace Integrity.Toolkit.Errors;

/// <summary>Reads SQLite errors by extended code and English text, which has the same format in every version.</summary>
internal static class SqliteErrorReader
{
    private const string ForeignKey = "FOREIGN KEY constraint failed";

    private const string Guard = "integrity:";

    public static ProviderError? Read(DbException said)
    {
        var extended = ProviderProperty.Number(said, "SqliteExtendedErrorCode");
        var text = Text(said.Message);
        return extended switch
        {
            1555 or 2579 => Listing(DatabaseErrorKind.PrimaryKey, text),
            2067 => Listing(DatabaseErrorKind.Unique, text),
            1299 => Listing(DatabaseErrorKind.Required, text),
            275 => new(DatabaseErrorKind.Check) { Name = After(text, ": ") },
            787 => new(DatabaseErrorKind.ForeignKeyMissing),

            // ON DELETE RESTRICT raises the same code as a trigger.
            1811 when text == ForeignKey => new(DatabaseErrorKind.ForeignKeyReferenced) { IsDirectionKnown = true },
            1811 => Raised(text),
            3091 => new(DatabaseErrorKind.BadFormat) { Listed = After(text, " column ") },
            6 => new(DatabaseErrorKind.Busy) { CanRetry = false },
            _ => (extended & 0xff) switch
            {
                5 or 6 => new(DatabaseErrorKind.Busy),
                8 => new(DatabaseErrorKind.ReadOnly),
                18 => new(DatabaseErrorKind.TooLong),
                19 => new(DatabaseErrorKind.Unknown),
                20 => new(DatabaseErrorKind.BadFormat),
                _ => null,
            },
        };
    }

    /// <summary>An index on an expression is reported by name, other indexes by their columns.</summary>
    private static ProviderError Listing(DatabaseErrorKind kind, string text)
    {
        var what = After(text, ": ");
        return what is ['i', 'n', 'd', 'e', 'x', ' ', '\'', .. var name, '\'']
            ? new ProviderError(kind) { Name = name }
            : new ProviderError(kind) { Listed = what };
    }

    private static ProviderError Raised(string text)
    {
        if (!text.StartsWith(Guard, StringComparison.Ordinal))
        {
            return new ProviderError(DatabaseErrorKind.Trigger);
        }

        var end = text.IndexOf(": ", StringComparison.Ordinal);
        var named = (end < 0 ? text[Guard.Length..] : text[Guard.Length..end]).Split('|', 2);
        return new ProviderError(DatabaseErrorKind.Guard) { Name = named[0], Behind = named.ElementAtOrDefault(1) };
    }

    /// <summary>Extracts the text from the provider's message, <c>SQLite Error 19: 'text'.</c></summary>
    private static string Text(string message)
        => message.IndexOf('\'', StringComparison.Ordinal) is >= 0 and var start && message.EndsWith("'.", StringComparison.Ordinal)
            ? message[(start + 1)..^2]
            : message;

    private static string? After(string text, string mark)
        => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[(at + mark.Length)..] : null;
}
