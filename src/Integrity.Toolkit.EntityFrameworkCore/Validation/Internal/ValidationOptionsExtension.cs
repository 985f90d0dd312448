using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Validation.Internal;

internal sealed class ValidationOptionsExtension(ValidationOptions options)
    : BlockOptionsExtension<ValidationOptions>("validation", options)
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, ValidationConventionSetPlugin>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, ValidationSaveStage>());
    }
}
