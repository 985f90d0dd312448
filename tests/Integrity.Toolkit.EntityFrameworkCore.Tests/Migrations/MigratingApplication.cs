using System.Globalization;
using System.Reflection;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>
/// An application whose model changes repeatedly. Each migration is created like `dotnet ef` does, compiled, and applied by
/// EF Core's migrator to a database on disk.
/// </summary>
public sealed class MigratingApplication
{
    private readonly List<string> _sources = [];
    private Action<ModelBuilder> _model = _ => { };
    private Action<DbContextOptionsBuilder> _connect = null!;
    private Action<DbContextOptionsBuilder> _blocks = null!;
    private string? _snapshot;
    private Assembly? _migrations;
    private bool _blocksFirst;

    /// <summary>The C# code of the last migration.</summary>
    public string LastMigration { get; private set; } = "";

    public string LastSnapshot => _snapshot ?? "";

    public static async Task<MigratingApplication> CreateAsync(
        Database database,
        Action<DbContextOptionsBuilder>? blocks = null,
        bool blocksFirst = false) => new()
        {
            _connect = await database.CreateOnDiskAsync(),
            _blocks = blocks ?? (options => options.UseSoftDelete().UseVersioning().UseTransitions().UseConstraints()
                .UseDatabaseErrorTranslation()),
            _blocksFirst = blocksFirst,
        };

    public MigratingContext Open(Action<ModelBuilder>? model = null)
    {
        var options = new DbContextOptionsBuilder<MigratingContext>();
        if (_blocksFirst)
        {
            _blocks(options);
        }

        _connect(options);
        if (!_blocksFirst)
        {
            _blocks(options);
        }

        if (_migrations is not null)
        {
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
                RelationalOptionsExtension.Extract(options.Options).WithMigrationsAssembly(_migrations));
        }

        return new MigratingContext(options.Options, model ?? _model);
    }

    /// <summary>Creates the migration to a model, and compiles it with the previous ones.</summary>
    public void Add(string name, Action<ModelBuilder> model, Func<string, string>? edit = null, bool withDesigner = true)
    {
        _model = model;
        using var context = Open();
        var made = Scaffold(context, name);
        var id = string.Create(CultureInfo.InvariantCulture, $"{_sources.Count:D14}_{name}");
        LastMigration = (edit ?? (code => code))(made.MigrationCode);
        _sources.Add(LastMigration);
        _sources.Add(withDesigner
            ? made.MetadataCode.Replace(made.MigrationId, id, StringComparison.Ordinal)
            : $$"""
                namespace Grown.Migrations
                {
                    [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof({{typeof(MigratingContext).FullName}}))]
                    [Microsoft.EntityFrameworkCore.Migrations.Migration("{{id}}")]
                    partial class {{name}};
                }
                """);
        _snapshot = made.SnapshotCode;
        _migrations = MigrationCompiler.Compile([.. _sources, _snapshot]);
    }

    /// <summary>Creates and applies the migration to a model, and checks that the database matches the model.</summary>
    public async Task GrowAsync(string name, Action<ModelBuilder> model, Func<string, string>? edit = null)
    {
        Add(name, model, edit);
        await MigrateAsync();
        Assert.Equal("", string.Join('\n', (await CheckAsync()).Findings));
    }

    public async Task<ManagedObjectsReport> CheckAsync(Action<ModelBuilder>? model = null)
    {
        await using var context = Open(model);
        return await context.Database.CheckManagedObjectsAsync();
    }

    public async Task MigrateAsync(string? target = null)
    {
        await using var context = Open();
        await context.GetService<IMigrator>().MigrateAsync(target);
    }

    public async Task<int> RunAsync(string sql)
    {
        await using var context = Open();
        return await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var context = Open();
        return (await context.Database.SqlQueryRaw<T>(sql).ToListAsync()).Single();
    }

    public string Script(MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        using var context = Open();
        return context.GetService<IMigrator>().GenerateScript(options: options);
    }

    /// <summary>Returns the snapshot after the last migration is removed, like `dotnet ef migrations remove` does.</summary>
    public string Remove()
    {
        var folder = Directory.CreateTempSubdirectory("integrity-remove-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "Migrations"));
        try
        {
            using var context = Open();
            using var services = Design(context).CreateScope();
            services.ServiceProvider.GetRequiredService<IMigrationsScaffolder>()
                .RemoveMigration(folder, "Grown", force: false, language: null, dryRun: false);
            return File.ReadAllText(Directory.GetFiles(folder, "*ModelSnapshot.cs", SearchOption.AllDirectories).Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ScaffoldedMigration Scaffold(MigratingContext context, string name)
    {
        using var services = Design(context).CreateScope();
        return services.ServiceProvider.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, "Grown");
    }

    // EF1001: the same operations that `dotnet ef` itself uses.
#pragma warning disable EF1001
    private static IServiceProvider Design(MigratingContext context)
    {
        var assembly = typeof(MigratingApplication).Assembly;
        return new DesignTimeServicesBuilder(assembly, assembly, new OperationReporter(null), []).Build(context);
    }
#pragma warning restore EF1001
}
