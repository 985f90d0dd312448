using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Transitions.Effects.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Transitions.Internal;

internal sealed class TransitionsOptionsExtension(TransitionsOptions options)
    : BlockOptionsExtension<TransitionsOptions, TransitionsConvention>(
        "transitions", options, typeof(TransitionsSaveStage), typeof(EffectsSaveStage), typeof(CountersSaveStage))
{
    public override void ApplyServices(IServiceCollection services)
    {
        base.ApplyServices(services);

        // Set-based transitions start from a query, and need its context.
        ServiceDecorator.OfQueryProvider(services);
    }
}
