using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Internal;

/// <summary>
/// Installs the save pipeline. Added by the first enabled block, or by AddIntegrity.
/// </summary>
internal sealed class IntegrityOptionsExtension(IntegrityOptions options, IntegrityServices registered)
    : ToolkitOptionsExtension<IntegrityOptions>("integrity", options)
{
    public IntegrityServices Registered => registered;

    public static void Configure(
        DbContextOptionsBuilder builder,
        IntegrityOptions? options = null,
        IntegrityServices? registered = null)
    {
        var present = builder.Options.FindExtension<IntegrityOptionsExtension>();
        if (present is not null && options is null)
        {
            return;
        }

        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new IntegrityOptionsExtension(
            (present?.Options ?? IntegrityOptions.Default).And(options ?? IntegrityOptions.Default),
            (present?.Registered ?? IntegrityServices.None).And(registered ?? IntegrityServices.None)));
    }

    public override void ApplyServices(IServiceCollection services)
    {
        services.TryAddScoped(CreateContextState);
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<ContextState>());
        services.TryAddScoped<SaveTracker>();
        services.TryAddScoped<SavePipeline>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IInterceptor, SaveInterceptor>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IInterceptor, SetBasedGuard>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<
            Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure.IConventionSetPlugin,
            IntegrityModelConventionSetPlugin>());
        ServiceDecorator.OfBatchExecutor(services);
        ServiceDecorator.OfStatementOrder(services);
        ServiceDecorator.OfTransactionFactory(services);
        ServiceDecorator.OfMigrations(services);
        ServiceDecorator.OfExecutionStrategy(services);
        ServiceDecorator.OfCommandErrors(services);
    }

    /// <summary>
    /// Creates the state from the options of the context: contexts with other registrations share the provider.
    /// </summary>
    private static ContextState CreateContextState(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IDbContextOptions>();
        var extension = options.FindExtension<IntegrityOptionsExtension>();
        return new ContextState(
            options,
            provider.GetRequiredService<ILoggerFactory>(),
            extension?.Options ?? IntegrityOptions.Default,
            extension?.Registered ?? IntegrityServices.None);
    }

    public override void Validate(IDbContextOptions options)
    {
        if (options.FindExtension<CoreOptionsExtension>()?.InternalServiceProvider is not null)
        {
            throw new InvalidOperationException(
                "Integrity.Toolkit cannot be used with UseInternalServiceProvider, because its services cannot be added to an "
                + "existing service provider. Remove UseInternalServiceProvider to let EF Core build its own.");
        }
    }
}
