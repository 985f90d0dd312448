namespace Integrity.Toolkit.Tests.Translation;

public enum Level : byte
{
    Low = 1,
    Middle = 2,
    High = 5,
}
