using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.SoftDelete.Internal;

internal sealed class SoftDeleteOptionsExtension(SoftDeleteOptions options)
    : BlockOptionsExtension<SoftDeleteOptions, SoftDeleteConvention>(
        "soft delete", options, typeof(SoftDeleteSaveStage));
