using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// An options extension whose hash code and equality include every option, because the options are a record.
/// </summary>
internal abstract class ToolkitOptionsExtension<TOptions>(string name, TOptions options) : IDbContextOptionsExtension
    where TOptions : notnull
{
    public TOptions Options => options;

    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this, name);

    public abstract void ApplyServices(IServiceCollection services);

    public virtual void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(ToolkitOptionsExtension<TOptions> extension, string name)
        : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        // EF Core joins the fragments of all extensions without a separator.
        public override string LogFragment => $"using {name} ";

        public override int GetServiceProviderHashCode() => extension.Options.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other)
            => other.Extension is ToolkitOptionsExtension<TOptions> same && same.Options.Equals(extension.Options);

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            => debugInfo[$"Integrity:{name}"] = extension.Options.ToString()!;
    }
}
