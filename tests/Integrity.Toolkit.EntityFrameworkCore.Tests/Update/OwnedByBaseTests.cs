using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>Owned types are part of their owner, regardless of where they are declared.</summary>
public abstract class OwnedByBaseTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Blocks_of_a_derived_type_process_owned_data_of_its_base_type()
    {
        await using var app = await TestApplication.CreateAsync(database, Houses(), blocks: o => o.UseValidation().UseHooks().UseVersioning());
        await app.SaveAsync<House>(new Villa());
        await using var db = app.Open();
        var villa = await db.Set<Villa>().SingleAsync();

        villa.Address.City = "Bonn";
        await db.SaveChangesAsync();
        villa.Address.City = "";
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Address.City", exception.Violations.Single().Path);
        Assert.Equal(2, db.Entry(villa).Property<int>("Version").CurrentValue);
        Assert.Equal(["hook", "hook"], _calls);
    }

    [Fact]
    public async Task A_sibling_type_without_blocks_is_saved_normally()
    {
        await using var app = await TestApplication.CreateAsync(database, Houses(), blocks: o => o.UseValidation().UseHooks().UseVersioning());
        await app.SaveAsync<House>(new Hut());
        await using var db = app.Open();

        (await db.Set<Hut>().SingleAsync()).Address.City = "";
        await db.SaveChangesAsync();

        Assert.Empty(_calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Late_changes_of_owned_data_by_another_interceptor_are_validated(bool isOwnerChanged)
    {
        await using var app = await TestApplication.CreateAsync(
            database, Houses(), o => o.AddInterceptors(new Emptying()), blocks: o => o.UseValidation());
        await app.SaveAsync<House>(new Villa { Name = "new" });
        await using var db = app.Open();
        var villa = await db.Set<Villa>().SingleAsync();
        villa.Name = isOwnerChanged ? "other" : villa.Name;
        db.Add(new Plain());

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Address.City", exception.Violations.Single().Path);
    }

    private DeskModel Houses() => DeskModel.Only(model =>
    {
        model.Entity<Plain>();
        model.Entity<House>().OwnsOne(x => x.Address, address => address.Ignore(x => x.Geo));
        model.Entity<Hut>();
        model.Entity<Villa>(villa =>
        {
            villa.HasRules<VillaRules>();
            villa.HasVersion();
            villa.HasHooks<Villa>(h => h.BeforeUpdate(_ => _calls.Add("hook")));
        });
    });

    private class House
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public Address Address { get; set; } = new();
    }

    private sealed class Hut : House;

    private sealed class Villa : House;

    private sealed class AddressRules : EntityRules<Address>
    {
        public AddressRules() => For(x => x.City).Required();
    }

    private sealed class VillaRules : EntityRules<Villa>
    {
        public VillaRules() => For(x => x.Address).Using(new AddressRules());
    }

    private sealed class Emptying : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            foreach (var villa in eventData.Context!.ChangeTracker.Entries<Villa>().Where(villa => villa.State != EntityState.Added))
            {
                villa.Entity.Address.City = "";
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class OwnedByBaseSqliteTests(SqliteDatabase database) : OwnedByBaseTests<SqliteDatabase>(database);

public sealed class OwnedByBasePostgresTests(PostgresDatabase database) : OwnedByBaseTests<PostgresDatabase>(database);
