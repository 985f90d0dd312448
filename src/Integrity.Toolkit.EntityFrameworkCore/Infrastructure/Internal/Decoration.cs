using Integrity.Toolkit.Infrastructure.Committing;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Infrastructure;

/// <summary>
/// Puts the toolkit around two of EF Core's services, whichever of provider and block was switched on first.
/// </summary>
internal static class Decoration
{
    public static void OfBatchExecutor(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IBatchExecutor));
        services.RemoveAll<IBatchExecutor>();
        services.AddScoped<IBatchExecutor>(provider => new IntegrityBatchExecutor(
            present is null ? DefaultExecutor(provider) : Create<IBatchExecutor>(present, provider),
            provider.GetRequiredService<ICurrentDbContext>(),
            provider.GetRequiredService<ContextState>(),
            provider.GetServices<SaveStage>()));
    }

    public static void OfTransactionFactory(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IRelationalTransactionFactory));
        services.RemoveAll<IRelationalTransactionFactory>();
        services.AddSingleton<IRelationalTransactionFactory>(provider => new TrackedTransactionFactory(
            present is null || present.ImplementationType == typeof(RelationalTransactionFactory)
                ? null
                : Create<IRelationalTransactionFactory>(present, provider),
            provider.GetRequiredService<RelationalTransactionFactoryDependencies>()));
    }

    private static TService Create<TService>(ServiceDescriptor descriptor, IServiceProvider provider)
        => (TService)(descriptor.ImplementationInstance
            ?? descriptor.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));

    // EF1001: the executor that every relational provider uses has no public constructor to call instead.
#pragma warning disable EF1001
    private static Microsoft.EntityFrameworkCore.Update.Internal.BatchExecutor DefaultExecutor(IServiceProvider provider)
        => new(
            provider.GetRequiredService<ICurrentDbContext>(),
            provider.GetRequiredService<IDiagnosticsLogger<DbLoggerCategory.Update>>());
#pragma warning restore EF1001
}
