using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>Renames every table and column in the last convention, like plugins for snake case.</summary>
public sealed class RenamingExtension : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    public static void Add(DbContextOptionsBuilder options)
        => ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new RenamingExtension());

    public void ApplyServices(IServiceCollection services)
        => new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, Plugin>();

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 1;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Created by EF Core.")]
    private sealed class Plugin : IConventionSetPlugin
    {
        public ConventionSet ModifyConventions(ConventionSet conventionSet)
        {
            conventionSet.ModelFinalizingConventions.Add(new Convention());
            return conventionSet;
        }
    }

    private sealed class Convention : IModelFinalizingConvention
    {
        public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        {
            foreach (var entityType in modelBuilder.Metadata.GetEntityTypes().Where(type => !type.IsOwned()).ToList())
            {
                foreach (var property in entityType.GetProperties())
                {
                    ((IMutableProperty)property).SetColumnName($"{property.Name.ToLowerInvariant()}_");
                }

                ((IMutableEntityType)entityType).SetTableName($"{entityType.GetTableName()!.ToLowerInvariant()}_");
            }

            foreach (var owned in modelBuilder.Metadata.GetEntityTypes().Where(type => type.IsOwned()))
            {
                ((IMutableEntityType)owned).SetTableName($"{owned.FindOwnership()!.PrincipalEntityType.GetTableName()}");
            }
        }
    }
}
