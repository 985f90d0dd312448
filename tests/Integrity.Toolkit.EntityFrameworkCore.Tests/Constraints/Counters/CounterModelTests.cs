using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Invalid declarations throw when the model is built, with the remedy.</summary>
public abstract class CounterModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string, Action<ModelBuilder>> Wrong => new()
    {
        { "Engineer.Workload is declared by HasCounter(). A counter must be a short, int or long", model =>
            Counter(model).Property(x => x.Workload).HasConversion<string>() },
        { "Engineer.Workload is declared by HasCounter(). A counter must not be a key", model =>
            Counter(model).Property(x => x.Workload).IsConcurrencyToken() },
        { "Engineer.Workload is declared by HasCounter(). A counter must not be a key", model =>
            Counter(model).Property(x => x.Workload).ValueGeneratedOnAddOrUpdate() },
        { "Engineer.Workload is not mapped", model => Counter(model).Ignore(x => x.Workload) },
        { "Engineer.Mood is declared by HasCounter(). The minimum and maximum must be values of its type", model =>
            model.Entity<Engineer>().HasCounter(x => x.Mood, "engineer.mood").WithMaximum(40_000) },
        { "Engineer.Workload is declared by HasCounter(). The minimum and maximum must be values of its type", model =>
            model.Entity<Engineer>().HasCounter(x => x.Workload, "engineer.workload").WithMinimum(3).WithMaximum(2) },
        { "Engineer.Workload is declared by HasCounter(). The maximum of a counter must be another", model =>
            model.Entity<Engineer>().HasCounter(x => x.Workload, "engineer.workload").WithMaximum(x => x.Workload) },
        { "Engineer.Capacity is not mapped", model => Counter(model).Ignore(x => x.Capacity) },
        { "Engineer.Workload is declared by HasCounter() more than once", model =>
            Counter(model).HasCounter(x => x.Workload, "engineer.other") },
        { "Engineer.Workload is declared by HasCounter(). A counter must be a column of a table", model =>
            Counter(model).ToView("engineers") },
        { "Press.Strokes is declared by HasCounter(). Its maximum, Jobs, is in another table", model =>
        {
            model.Entity<Machine>().UseTptMappingStrategy();
            model.Entity<Press>().HasCounter(x => x.Strokes, "press.strokes").WithMaximum(x => x.Jobs);
        } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_invalid_counter_declaration_throws_and_is_named(string message, Action<ModelBuilder> build)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, DeskModel.Only(build), blocks: all => all.UseConstraints()));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_requires_a_member_and_a_code()
    {
        var model = new ModelBuilder();

        Assert.Throws<ArgumentException>(() => model.Entity<Engineer>().HasCounter(x => x.Workload, ""));
        Assert.Throws<ArgumentException>(() => model.Entity<Engineer>().HasCounter(x => x.Workload + 1, "engineer.workload"));
        Assert.Throws<ArgumentException>(() => model.Entity<Engineer>().HasCounter(x => x.Name.Length, "engineer.name"));
    }

    [Fact]
    public async Task The_last_maximum_configured_wins()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Engineer>()
                .HasCounter(x => x.Workload, "engineer.workload").WithMaximum(x => x.Capacity).WithMaximum(2).WithMinimum(0)),
            blocks: all => all.UseConstraints());
        await using var db = app.Open();
        db.Add(new Engineer { Workload = 3 });

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("engineer.workload.ceiling", Assert.Single(refused.Violations).Code);
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Engineer> Counter(ModelBuilder model)
    {
        var engineer = model.Entity<Engineer>();
        engineer.HasCounter(x => x.Workload, "engineer.workload").WithMinimum(0).WithMaximum(x => x.Capacity);
        return engineer;
    }
}

public sealed class CounterModelSqliteTests(SqliteDatabase database) : CounterModelTests<SqliteDatabase>(database);

public sealed class CounterModelPostgresTests(PostgresDatabase database) : CounterModelTests<PostgresDatabase>(database);
