namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>Something with one value of some type.</summary>
public sealed class Box<TValue>
{
    public TValue? Value { get; set; }
}
