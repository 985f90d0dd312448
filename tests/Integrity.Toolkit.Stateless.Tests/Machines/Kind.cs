namespace Integrity.Toolkit.Tests.Machines;

public enum Kind
{
    Permit,
    Reentry,
    Ignore,
    Internal,
    Dynamic,
}
