namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>An object with one value.</summary>
public sealed class Box<TValue>
{
    public TValue? Value { get; set; }
}
