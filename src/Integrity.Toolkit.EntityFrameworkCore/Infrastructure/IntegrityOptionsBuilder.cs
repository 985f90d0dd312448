using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit;

/// <summary>
/// Selects and configures the blocks of a context in <c>UseIntegrity(i => ...)</c>. Its methods are extension methods, one per
/// block.
/// </summary>
public sealed class IntegrityOptionsBuilder
{
    internal IntegrityOptionsBuilder(DbContextOptionsBuilder optionsBuilder) => OptionsBuilder = optionsBuilder;

    /// <summary>Gets the options builder of the context.</summary>
    public DbContextOptionsBuilder OptionsBuilder { get; }
}
