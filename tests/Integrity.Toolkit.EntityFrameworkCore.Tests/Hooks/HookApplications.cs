using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Applications with hooks as the only block, by default.</summary>
internal static class HookApplications
{
    /// <summary>Creates an application with hooks for one entity type that are declared in the test.</summary>
    public static Task<TestApplication> HookedAsync<TEntity>(
        this Database database,
        Action<InlineHooksBuilder<TEntity>> hooks,
        Action<DbContextOptionsBuilder>? blocks = null,
        Action<DbContextOptionsBuilder>? options = null)
        where TEntity : class
        => database.HookedAsync(model => model.Entity<TEntity>().HasHooks(hooks), blocks, options);

    /// <summary>Declares hooks that are defined in the test.</summary>
    public static HooksBuilder HasHooks<TEntity>(
        this EntityTypeBuilder<TEntity> builder, Action<InlineHooksBuilder<TEntity>> hooks)
        where TEntity : class
    {
        var inline = new InlineHooksBuilder<TEntity>();
        hooks(inline);
        return new HooksBuilder(builder.Metadata, inline.Hooks.Describe());
    }

    /// <summary>Creates an application with additional model configuration.</summary>
    public static Task<TestApplication> HookedAsync(
        this Database database,
        Action<ModelBuilder> model,
        Action<DbContextOptionsBuilder>? blocks = null,
        Action<DbContextOptionsBuilder>? options = null,
        Action<IntegrityBuilder>? integrity = null)
        => TestApplication.CreateAsync(database, DeskModel.With(model), options, integrity, blocks ?? (o => o.UseHooks()));

    public static Task<int> SaveAsync(this DbContext db, bool async)
        => async ? db.SaveChangesAsync() : Task.FromResult(db.SaveChanges());
}
