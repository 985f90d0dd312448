using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Infrastructure.Internal;

/// <summary>The options extension of a block, which adds its convention and its save stages.</summary>
internal abstract class BlockOptionsExtension<TOptions, TConvention>(string name, TOptions options, params Type[] stages)
    : ToolkitOptionsExtension<TOptions>(name, options)
    where TOptions : notnull
    where TConvention : IBlockConvention
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, BlockConventionSetPlugin<TConvention>>();
        foreach (var stage in stages)
        {
            services.TryAddEnumerable(ServiceDescriptor.Scoped(typeof(SaveStage), stage));
        }
    }
}
