using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Hooks.Internal;

internal sealed class HooksOptionsExtension(HooksOptions options)
    : BlockOptionsExtension<HooksOptions, HooksConvention>("hooks", options, typeof(HooksSaveStage));
