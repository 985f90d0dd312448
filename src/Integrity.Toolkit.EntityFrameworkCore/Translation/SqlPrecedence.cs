namespace Integrity.Toolkit.Translation;

internal enum SqlPrecedence
{
    Or,
    And,
    Atom,
}
