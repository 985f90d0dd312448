using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Infrastructure.Internal;

/// <summary>Adds the convention of a block, created with the EF Core services that its constructor requires.</summary>
internal sealed class BlockConventionSetPlugin<TConvention>(IServiceProvider services) : IConventionSetPlugin
    where TConvention : IBlockConvention
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
        => ActivatorUtilities.CreateInstance<TConvention>(services).AddTo(conventionSet);
}
