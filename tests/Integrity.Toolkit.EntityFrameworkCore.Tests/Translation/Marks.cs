namespace Integrity.Toolkit.Tests.Translation;

[Flags]
public enum Marks
{
    None = 0,
    Red = 1,
    Green = 2,
    Blue = 4,
}
