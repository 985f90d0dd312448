namespace Integrity.Toolkit.Infrastructure.Database;

internal enum SqlBinding
{
    Or,
    And,
    Atom,
}
