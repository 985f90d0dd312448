using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel ShadowOnly = Gadgets(model => model.Entity<Gadget>().HasSoftDelete());

    private static readonly DeskModel OwnName = Gadgets(model =>
    {
        model.Entity<Gadget>().HasSoftDelete(x => x.RemovedOn);
        model.Entity<Gadget>().Property(x => x.RemovedOn).HasColumnName("gone_at");
        model.Entity<Gadget>().Property<string?>("DeletedBy").HasColumnName("gone_by");
    });

    private static readonly DeskModel Bytes = DeskModel.With(model => model.Entity<Blob>(blob =>
    {
        blob.HasKey(x => x.Hash);
        blob.OwnsOne(x => x.Place);
        blob.OwnsMany(x => x.Labels, labels => labels.HasKey(x => x.Id));
        blob.HasSoftDelete();
    }));

    [Fact]
    public async Task Declaring_a_type_twice_keeps_its_earlier_configuration()
    {
        var twice = Gadgets(model =>
        {
            model.Entity<Gadget>().HasSoftDelete(x => x.RemovedOn).GuardInDatabase();
            model.Entity<Gadget>().HasSoftDelete();
        });
        await using var app = await TestApplication.CreateAsync(database, twice);
        await app.SaveAsync(new Gadget());
        await using var db = app.Open();

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Gadget\""));

        Assert.NotNull(db.Model.FindEntityType(typeof(Gadget))!.FindProperty(nameof(Gadget.RemovedOn)));
        Assert.Null(db.Model.FindEntityType(typeof(Gadget))!.FindProperty("DeletedAt"));
    }

    [Fact]
    public async Task A_type_without_deletion_members_gets_shadow_properties()
    {
        await using var app = await TestApplication.CreateAsync(database, ShadowOnly);
        await app.SaveAsync(new Gadget());
        await using var db = app.Open();

        db.Remove(await db.Set<Gadget>().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Set<Gadget>().ToListAsync());
        var row = later.Entry(await later.Set<Gadget>().OnlyDeleted().SingleAsync());
        Assert.Equal(TestTime.Start, row.Property<DateTime?>("DeletedAt").CurrentValue);
        Assert.Equal(DateTimeKind.Utc, row.Property<DateTime?>("DeletedAt").CurrentValue!.Value.Kind);
    }

    [Fact]
    public async Task A_DateTimeOffset_property_and_custom_column_names_are_supported()
    {
        await using var app = await TestApplication.CreateAsync(database, OwnName);
        await app.SaveAsync(new Gadget());
        await using var db = app.Open();
        db.Remove(await db.Set<Gadget>().SingleAsync());
        app.Sql.Commands.Clear();

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Contains("gone_at", app.Sql.Writes.Single(), StringComparison.Ordinal);
        Assert.Contains("gone_by", app.Sql.Writes.Single(), StringComparison.Ordinal);
        Assert.Empty(await later.Set<Gadget>().ToListAsync());
        var row = await later.Set<Gadget>().OnlyDeleted().SingleAsync();
        Assert.Equal(new DateTimeOffset(TestTime.Start), row.RemovedOn);
        Assert.Equal(1, await later.RestoreAsync(row));
        await later.SaveChangesAsync();
        Assert.Single(await later.Set<Gadget>().ToListAsync());
    }

    [Fact]
    public async Task Texts_without_a_length_get_one_and_no_index_is_created()
    {
        var declared = Gadgets(model =>
        {
            model.Entity<Gadget>().Property<string?>("DeletedBy");
            model.Entity<Gadget>().Property<string?>("DeletionReason").HasMaxLength(50);
            model.Entity<Gadget>().HasSoftDelete();
        });
        await using var app = await TestApplication.CreateAsync(database, declared);
        await using var db = app.Open();

        var gadget = db.Model.FindEntityType(typeof(Gadget))!;

        Assert.Equal(200, gadget.FindProperty("DeletedBy")!.GetMaxLength());
        Assert.Equal(50, gadget.FindProperty("DeletionReason")!.GetMaxLength());
        Assert.Equal(2000, db.Model.FindEntityType(typeof(Part))!.FindProperty("DeletionReason")!.GetMaxLength());
        Assert.Empty(gadget.GetIndexes());
    }

    [Fact]
    public async Task Owned_data_of_an_entity_with_a_binary_key_is_kept()
    {
        await using var app = await TestApplication.CreateAsync(database, Bytes);
        await app.SaveAsync(new Blob { Hash = [1, 2], Place = { Latitude = 7 }, Labels = [new Label { Text = "red" }] });
        await using var db = app.Open();

        db.Remove(await db.Set<Blob>().SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Set<Blob>().OnlyDeleted().SingleAsync();
        Assert.Equal((7, 1), (row.Place.Latitude, row.Labels.Count));
    }

    [Fact]
    public Task A_non_nullable_deletion_time_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Gadget>().HasSoftDelete(x => x.Required)),
            "Gadget.Required is a DateTime", "DateTime? or DateTimeOffset?", "HasSoftDelete(x => x.Member)");

    [Fact]
    public Task A_deletion_column_of_another_type_throws()
        => RefusedAsync(
            Gadgets(model =>
            {
                model.Entity<Gadget>().Property<int>("DeletedBy");
                model.Entity<Gadget>().HasSoftDelete();
            }),
            "Gadget.DeletedBy", "optional string", "Rename it or change its type");

    [Fact]
    public Task An_owned_type_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Gadget>().OwnsOne(x => x.Part)),
            "Part is an owned type", "Declare SoftDelete on the owner");

    [Fact]
    public Task A_type_without_a_key_throws()
        => RefusedAsync(
            Gadgets(model =>
            {
                model.Entity<Gadget>().Ignore(x => x.Part);
                model.Entity<Gadget>().HasNoKey().HasSoftDelete();
            }),
            "Gadget has no primary key", "Add a key");

    [Fact]
    public Task A_cascade_from_a_type_without_soft_delete_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Part>()),
            "Deleting a Gadget cascades to Part", "GadgetId", "OnDelete(DeleteBehavior.Restrict)", "AllowHardCascade()");

    [Fact]
    public Task A_cascade_from_a_type_that_only_observes_soft_delete_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Gadget>().HasSoftDelete().Observe()),
            "Deleting a Gadget cascades to Part", "AllowHardCascade()");

    [Fact]
    public async Task An_allowed_hard_cascade_also_deletes_the_dependents()
    {
        await using var app = await TestApplication.CreateAsync(
            database, Gadgets(model => model.Entity<Part>().HasSoftDelete().AllowHardCascade()));
        await app.SaveAsync(new Gadget { Part = new Part() });
        await using var db = app.Open();

        db.Remove(await db.Set<Gadget>().Include(x => x.Part).SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Set<Part>().WithDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_one_to_one_dependent_is_deleted_and_restored_with_its_principal()
    {
        await using var app = await TestApplication.CreateAsync(database, ShadowOnly);
        await app.SaveAsync(new Gadget { Part = new Part() });
        await using var db = app.Open();
        var gadget = await db.Set<Gadget>().Include(x => x.Part).SingleAsync();

        db.Remove(gadget);
        await db.SaveChangesAsync();
        var live = await db.Set<Part>().CountAsync();
        var restored = await db.RestoreAsync(gadget);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((0, 2), (live, restored));
        Assert.NotNull((await later.Set<Gadget>().Include(x => x.Part).SingleAsync()).Part);
    }

    private static DeskModel Gadgets(Action<ModelBuilder> build) => DeskModel.With(model =>
    {
        model.Entity<Gadget>();
        build(model);
    });

    private async Task RefusedAsync(DeskModel model, params string[] said)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model));

        Assert.All(said, words => Assert.Contains(words, refused.Message, StringComparison.Ordinal));
    }
}

public sealed class SoftDeleteModelSqliteTests(SqliteDatabase database) : SoftDeleteModelTests<SqliteDatabase>(database);

public sealed class SoftDeleteModelPostgresTests(PostgresDatabase database) : SoftDeleteModelTests<PostgresDatabase>(database);
