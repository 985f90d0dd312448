namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Rejects local times, whose comparison with the clock depends on the time zone. Unspecified is UTC.</summary>
internal sealed class UtcRule : ValueRule<DateTime>
{
    public override bool IsMet(DateTime value) => value.Kind != DateTimeKind.Local;
}
