using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// Creates the services of a provider that was configured after the blocks, which had already replaced its services.
/// </summary>
internal static class ProviderServices
{
    public static object Creation<TService>(IServiceProvider provider)
        where TService : class
    {
        var assembly = Provider(provider);
        var candidates = Implementations<TService>(assembly);
        if (candidates.Count == 0)
        {
            candidates = Implementations<TService>(typeof(IMigrationsModelDiffer).Assembly);
        }

        return candidates.Count == 1
            ? ActivatorUtilities.CreateInstance(provider, candidates[0])
            : throw new InvalidOperationException(
                $"No {typeof(TService).Name} was found in {assembly.GetName().Name}. Configure the provider before the blocks of "
                + "Integrity.Toolkit: options.UseProvider(...).UseSoftDelete().");
    }

    private static Assembly Provider(IServiceProvider provider)
        => provider.GetRequiredService<IDatabaseProvider>().GetType() is { IsGenericType: true } type
            ? type.GetGenericArguments()[0].Assembly
            : provider.GetRequiredService<IDatabaseProvider>().GetType().Assembly;

    private static List<Type> Implementations<TService>(Assembly assembly)
        => [.. assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type.IsAssignableTo(typeof(TService)))];
}
