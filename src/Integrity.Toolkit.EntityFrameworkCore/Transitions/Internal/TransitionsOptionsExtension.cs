using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Infrastructure.Internal;
using Integrity.Toolkit.Transitions.Effects.Internal;

namespace Integrity.Toolkit.Transitions.Internal;

internal sealed class TransitionsOptionsExtension(TransitionsOptions options)
    : BlockOptionsExtension<TransitionsOptions, TransitionsConvention>(
        "transitions", options, typeof(TransitionsSaveStage), typeof(EffectsSaveStage), typeof(CountersSaveStage));
