namespace Integrity.Toolkit.Tests.Infrastructure.Conditions;

public enum Level : byte
{
    Low = 1,
    Middle = 2,
    High = 5,
}
