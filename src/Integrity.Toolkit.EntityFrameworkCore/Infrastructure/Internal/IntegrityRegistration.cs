namespace Integrity.Toolkit.Infrastructure;

/// <summary>What the calls of AddIntegrity for one context said, each on top of the one before.</summary>
internal sealed class IntegrityRegistration<TContext>
{
    public IntegrityServices Services { get; set; } = IntegrityServices.None;

    public IntegrityOptions Options { get; set; } = IntegrityOptions.Default;
}
