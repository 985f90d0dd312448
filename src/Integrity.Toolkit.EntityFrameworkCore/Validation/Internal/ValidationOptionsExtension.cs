using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Validation.Internal;

internal sealed class ValidationOptionsExtension(ValidationOptions options)
    : RoomOptionsExtension<ValidationOptions, ValidationConvention>("validation", options, typeof(ValidationSaveStage));
