using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Hooks.Internal;

internal sealed class HooksOptionsExtension(HooksOptions options)
    : RoomOptionsExtension<HooksOptions, HooksConvention>("hooks", options, typeof(HooksSaveStage));
