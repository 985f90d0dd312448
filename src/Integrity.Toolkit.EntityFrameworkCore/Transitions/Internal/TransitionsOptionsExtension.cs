using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Effects.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Transitions.Internal;

internal sealed class TransitionsOptionsExtension(TransitionsOptions options)
    : BlockOptionsExtension<TransitionsOptions>("transitions", options)
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, TransitionsConventionSetPlugin>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, TransitionsSaveStage>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, EffectsSaveStage>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, CountersSaveStage>());
    }
}
