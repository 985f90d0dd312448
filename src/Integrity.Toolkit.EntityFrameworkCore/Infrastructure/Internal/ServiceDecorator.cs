using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.Toolkit.Infrastructure.Internal;

/// <summary>
/// Decorates EF Core services, regardless of whether the provider or a block was registered first.
/// </summary>
internal static class ServiceDecorator
{
    public static void OfBatchExecutor(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IBatchExecutor));
        var create = ExecutorCreation(present);
        services.RemoveAll<IBatchExecutor>();
        services.AddScoped<IBatchExecutor>(provider => new IntegrityBatchExecutor(
            (IBatchExecutor)create(provider),
            provider.GetRequiredService<ICurrentDbContext>(),
            provider.GetRequiredService<SaveTracker>(),
            provider.GetRequiredService<SavePipeline>()));
    }

    public static void OfTransactionFactory(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IRelationalTransactionFactory));
        var create = present is null || present.ImplementationType == typeof(RelationalTransactionFactory)
            ? null
            : Creation(present);
        services.RemoveAll<IRelationalTransactionFactory>();
        services.AddSingleton<IRelationalTransactionFactory>(provider => new TrackedTransactionFactory(
            (IRelationalTransactionFactory?)create?.Invoke(provider),
            isProviderKnown: present is not null,
            provider.GetRequiredService<RelationalTransactionFactoryDependencies>()));
    }

    /// <summary>Decorates the default execution strategy. A strategy that the application configures is not decorated.</summary>
    public static void OfExecutionStrategy(IServiceCollection services)
    {
        services.RemoveAll<IExecutionStrategy>();
        services.AddScoped(provider => UnwrappingExecutionStrategy.Around(provider.GetRequiredService<IExecutionStrategyFactory>().Create()));
    }

    public static void OfCommandErrors(IServiceCollection services)
    {
        services.RemoveAll<IRelationalCommandDiagnosticsLogger>();
        services.AddScoped<IRelationalCommandDiagnosticsLogger, CommandErrorInterceptor>();
    }

    public static void OfStatementOrder(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IComparer<IReadOnlyModificationCommand>));
        var create = present is null ? OrderCreation : Creation(present);
        services.RemoveAll<IComparer<IReadOnlyModificationCommand>>();
        services.AddSingleton<IComparer<IReadOnlyModificationCommand>>(
            provider => new InsertOrderComparer((IComparer<IReadOnlyModificationCommand>)create(provider)));
    }

    /// <summary>Keeps the original query provider instance, because EF Core and other libraries check its type.</summary>
    public static void OfQueryProvider(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IAsyncQueryProvider));
        var create = present is null ? QueryProviderCreation : Creation(present);
        services.RemoveAll<IAsyncQueryProvider>();
        services.AddScoped(provider =>
        {
            var queries = (IAsyncQueryProvider)create(provider);
            QueryContexts.Add(queries, provider.GetRequiredService<ICurrentDbContext>().Context);
            return queries;
        });
    }

    /// <summary>Adds managed database objects to migrations and to EnsureCreated.</summary>
    public static void OfMigrations(IServiceCollection services)
    {
        Decorate<IMigrationsModelDiffer>(services, static (inner, _) => new ManagedModelDiffer(inner));
        Decorate<IMigrationsSqlGenerator>(services, static (inner, provider) => new ManagedSqlGenerator(
            inner,
            provider.GetRequiredService<MigrationsSqlGeneratorDependencies>(),
            rebuildsTables: DatabaseDialect.Find(provider) is SqliteDialect));
    }

    private static void Decorate<TService>(IServiceCollection services, Func<TService, IServiceProvider, TService> decorate)
        where TService : class
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(TService));
        var create = present is null ? ProviderServices.Creation<TService> : Creation(present);
        services.RemoveAll<TService>();
        services.AddScoped(provider => decorate((TService)create(provider), provider));
    }

    /// <summary>Returns the factory of a service. Determined once, because the executor is created for every context.</summary>
    private static Func<IServiceProvider, object> Creation(ServiceDescriptor descriptor)
    {
        if (descriptor.ImplementationInstance is { } instance)
        {
            return _ => instance;
        }

        if (descriptor.ImplementationFactory is { } factory)
        {
            return factory;
        }

        var create = ActivatorUtilities.CreateFactory(descriptor.ImplementationType!, []);
        return provider => create(provider, null);
    }

    // EF1001: the executor of all relational providers has no public constructor.
#pragma warning disable EF1001
    private static Func<IServiceProvider, object> ExecutorCreation(ServiceDescriptor? present)
        => present is null || present.ImplementationType == typeof(Microsoft.EntityFrameworkCore.Update.Internal.BatchExecutor)
            ? provider => new Microsoft.EntityFrameworkCore.Update.Internal.BatchExecutor(
                provider.GetRequiredService<ICurrentDbContext>(),
                provider.GetRequiredService<IDiagnosticsLogger<DbLoggerCategory.Update>>())
            : Creation(present);

    private static object QueryProviderCreation(IServiceProvider provider)
        => new Microsoft.EntityFrameworkCore.Query.Internal.EntityQueryProvider(
            provider.GetRequiredService<Microsoft.EntityFrameworkCore.Query.Internal.IQueryCompiler>());

    private static object OrderCreation(IServiceProvider provider)
        => new Microsoft.EntityFrameworkCore.Update.Internal.ModificationCommandComparer();
#pragma warning restore EF1001
}
