using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Hooks.Internal;

internal sealed class HooksOptionsExtension(HooksOptions options) : BlockOptionsExtension<HooksOptions>("hooks", options)
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, HooksConventionSetPlugin>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, HooksSaveStage>());
    }
}
