using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Constraints.Internal;

internal sealed class ConstraintsOptionsExtension(ConstraintsOptions options)
    : BlockOptionsExtension<ConstraintsOptions>("constraints", options)
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, ConstraintsConventionSetPlugin>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, ConstraintsSaveStage>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, CountersSaveStage>());
    }
}
