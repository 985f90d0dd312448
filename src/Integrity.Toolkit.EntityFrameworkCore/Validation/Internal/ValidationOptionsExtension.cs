using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Validation.Internal;

internal sealed class ValidationOptionsExtension(ValidationOptions options)
    : BlockOptionsExtension<ValidationOptions, ValidationConvention>("validation", options, typeof(ValidationSaveStage));
