namespace Integrity.Toolkit;

/// <summary>
/// Sets whether a block enforces what it declares: the base of the builders of every block, for a context and for an entity type.
/// </summary>
/// <remarks>
/// The mode of an entity type takes precedence over that of the context, which takes precedence over
/// <c>AddIntegrity(i => i.UseDefaultMode(...))</c>. Without any of them the mode is <see cref="EnforcementMode.Enforce"/>.
/// </remarks>
/// <typeparam name="TBuilder">The type of the builder that the methods return.</typeparam>
public abstract class EnforcementBuilder<TBuilder>
{
    private protected EnforcementBuilder()
    {
    }

    /// <summary>Rejects what violates a declaration. The default.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Enforce() => WithMode(EnforcementMode.Enforce);

    /// <summary>Lets violations pass, and logs and counts them.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Observe() => WithMode(EnforcementMode.Observe);

    /// <summary>Disables the block. Its columns and tables stay in the model, so no migration is needed.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Off() => WithMode(EnforcementMode.Off);

    private protected abstract TBuilder WithMode(EnforcementMode mode);
}
