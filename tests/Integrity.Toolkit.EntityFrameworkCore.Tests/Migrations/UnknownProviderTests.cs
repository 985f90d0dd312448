using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>On an unsupported database, a declaration is never silently ignored.</summary>
public sealed class UnknownProviderTests
{
    [Fact]
    public void A_guard_on_an_unknown_provider_throws_and_names_the_entity_and_provider()
    {
        using var context = Open(MigratingModels.Guarded());

        var violation = Assert.Throws<NotSupportedException>(() => context.Model);

        Assert.Contains("Paper", violation.Message, StringComparison.Ordinal);
        Assert.Contains("Contoso.Database", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_declarations_nothing_is_expected()
    {
        await using var context = Open(MigratingModels.Open());

        Assert.Equal(0, (await context.Database.CheckManagedObjectsAsync()).Expected);
        Assert.Empty(await context.Database.FindViolationsAsync());
    }

    /// <summary>Opens SQLite under another provider name.</summary>
    private static MigratingContext Open(Action<ModelBuilder> model)
    {
        var options = new DbContextOptionsBuilder<MigratingContext>();
        options.UseSqlite("Data Source=:memory:").UseSoftDelete().ReplaceService<IDatabaseProvider, Contoso>()
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.ManyServiceProvidersCreatedWarning));
        return new MigratingContext(options.Options, model);
    }

    private sealed class Contoso : IDatabaseProvider
    {
        public string Name => "Contoso.Database";

        public string? Version => "1.0";

        public bool IsConfigured(Microsoft.EntityFrameworkCore.Infrastructure.IDbContextOptions options) => true;
    }
}
