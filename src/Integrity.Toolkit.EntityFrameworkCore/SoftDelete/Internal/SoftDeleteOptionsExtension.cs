using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.SoftDelete.Internal;

internal sealed class SoftDeleteOptionsExtension(SoftDeleteOptions options)
    : BlockOptionsExtension<SoftDeleteOptions>("soft delete", options)
{
    public override void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, SoftDeleteConventionSetPlugin>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<SaveStage, SoftDeleteSaveStage>());
    }
}
