using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Versioning.Internal;

internal sealed class VersioningOptionsExtension(VersioningOptions options)
    : BlockOptionsExtension<VersioningOptions, VersioningConvention>("versioning", options, typeof(VersioningSaveStage));
