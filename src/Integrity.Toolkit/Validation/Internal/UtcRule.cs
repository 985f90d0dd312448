namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A time that can be compared with the clock whatever the machine's time zone; unspecified ones are UTC.</summary>
internal sealed class UtcRule : ValueRule<DateTime>
{
    public override bool IsMet(DateTime value) => value.Kind != DateTimeKind.Local;
}
