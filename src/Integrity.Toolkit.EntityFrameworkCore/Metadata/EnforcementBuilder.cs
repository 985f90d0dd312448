namespace Integrity.Toolkit;

/// <summary>
/// Specifies whether a block enforces its declarations. The base class of the builders of all blocks, for a context and for an
/// entity type.
/// </summary>
/// <remarks>
/// The mode of an entity type takes precedence over the mode of the context, which takes precedence over
/// <c>AddIntegrity(i => i.UseDefaultMode(...))</c>. The default mode is <see cref="EnforcementMode.Enforce"/>.
/// </remarks>
/// <typeparam name="TBuilder">The type of the builder that the methods return.</typeparam>
public abstract class EnforcementBuilder<TBuilder>
{
    private protected EnforcementBuilder()
    {
    }

    /// <summary>Rejects violations. The default.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Enforce() => WithMode(EnforcementMode.Enforce);

    /// <summary>Permits violations, and logs and counts them.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Observe() => WithMode(EnforcementMode.Observe);

    /// <summary>Disables the block. Its columns and tables stay in the model, so no migration is needed.</summary>
    /// <returns>The same builder.</returns>
    public TBuilder Off() => WithMode(EnforcementMode.Off);

    private protected abstract TBuilder WithMode(EnforcementMode mode);
}
