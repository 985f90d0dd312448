using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersioningModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Long = Gadgets(model => model.Entity<Gadget>().HasVersion(x => x.Revision));

    private static readonly DeskModel Shadow = Gadgets(model => model.Entity<Gadget>().HasVersion());

    [Fact]
    public async Task A_long_version_is_incremented_beyond_the_int_range()
    {
        await using var app = await TestApplication.CreateAsync(database, Long);
        await app.SaveAsync(new Gadget { Revision = int.MaxValue });
        await using var db = app.Open();
        var gadget = await db.Set<Gadget>().SingleAsync();

        gadget.Name = "changed";
        await db.SaveChangesAsync();
        db.Entry(gadget).ExpectVersion(int.MaxValue);

        Assert.Equal(1L + int.MaxValue, (await db.Entry(gadget).GetDatabaseValuesAsync())!.GetValue<long>("Revision"));
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Declaring_a_version_twice_keeps_its_earlier_configuration()
    {
        var twice = Gadgets(model =>
        {
            model.Entity<Gadget>().HasVersion(x => x.Revision).Observe();
            model.Entity<Gadget>().HasVersion().Enforce();
        });
        await using var app = await TestApplication.CreateAsync(database, twice);

        var gadget = await app.SaveAsync(new Gadget());

        Assert.Equal(1, gadget.Revision);
    }

    [Fact]
    public async Task A_new_row_with_a_long_version_starts_at_one()
    {
        await using var app = await TestApplication.CreateAsync(database, Long);

        var gadget = await app.SaveAsync(new Gadget());

        Assert.Equal(1, gadget.Revision);
    }

    [Fact]
    public async Task A_shadow_version_is_incremented_and_compared()
    {
        await using var app = await TestApplication.CreateAsync(database, Shadow);
        await app.SaveAsync(new Gadget());
        await using var slow = app.Open();
        var gadget = await slow.Set<Gadget>().SingleAsync();
        await using (var faster = app.Open())
        {
            (await faster.Set<Gadget>().SingleAsync()).Name = "faster";
            await faster.SaveChangesAsync();
        }

        gadget.Name = "slow";
        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => slow.SaveChangesAsync());

        Assert.Equal((1, 2), (conflict.Conflicts.Single().Expected, conflict.Conflicts.Single().Actual));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_detached_entity_with_a_shadow_version_is_saved_with_the_expected_version(long expected, bool conflicts)
    {
        await using var app = await TestApplication.CreateAsync(database, Shadow);
        var gadget = await app.SaveAsync(new Gadget());
        await using (var faster = app.Open())
        {
            (await faster.Set<Gadget>().SingleAsync()).Name = "faster";
            await faster.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.Update(new Gadget { Id = gadget.Id, Name = "detached" }).ExpectVersion(expected);
        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(conflicts, failure is IntegrityConflictException);
        Assert.Equal(conflicts, failure is not null);
        await using var later = app.Open();
        Assert.Equal(conflicts ? "faster" : "detached", (await later.Set<Gadget>().SingleAsync()).Name);
    }

    [Fact]
    public async Task A_version_at_its_maximum_is_rejected_with_the_remedy()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Version = int.MaxValue });
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "changed";

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("version.exhausted", refused.Violations.Single().Code);
        Assert.Contains("long", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_version_of_a_non_integer_type_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Gadget>().HasVersion(x => x.Name)),
            "Gadget.Name is a string", "int or long", "HasVersion(x => x.Member)");

    [Fact]
    public Task A_binary_row_version_throws()
        => RefusedAsync(
            Gadgets(model =>
            {
                model.Entity<Gadget>().Property(x => x.Stamp).IsRowVersion();
                model.Entity<Gadget>().HasVersion(x => x.Stamp);
            }),
            "Gadget.Stamp is a byte[]", "int or long");

    [Fact]
    public Task A_database_generated_version_throws()
        => RefusedAsync(
            Gadgets(model =>
            {
                model.Entity<Gadget>().Property(x => x.Revision).IsRowVersion();
                model.Entity<Gadget>().HasVersion(x => x.Revision);
            }),
            "Gadget.Revision is generated by the database", "IsRowVersion()");

    [Fact]
    public Task A_type_without_a_key_throws()
        => RefusedAsync(
            Gadgets(model => model.Entity<Gadget>().HasNoKey().HasVersion()),
            "Gadget has no primary key");

    private static DeskModel Gadgets(Action<ModelBuilder> build) => DeskModel.With(model =>
    {
        model.Entity<Gadget>().Ignore(x => x.Part);
        build(model);
    });

    private async Task RefusedAsync(DeskModel model, params string[] said)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.CreateAsync(database, model));

        Assert.All(said, words => Assert.Contains(words, refused.Message, StringComparison.Ordinal));
    }
}

public sealed class VersioningModelSqliteTests(SqliteDatabase database) : VersioningModelTests<SqliteDatabase>(database);

public sealed class VersioningModelPostgresTests(PostgresDatabase database) : VersioningModelTests<PostgresDatabase>(database);
