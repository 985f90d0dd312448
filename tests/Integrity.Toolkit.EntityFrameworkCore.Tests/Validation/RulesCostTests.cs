using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Valid entities add almost no cost to a save, regardless of their number.</summary>
public abstract class RulesCostTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const int Few = 50;

    private const int Many = 1_050;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Validating_a_valid_entity_allocates_a_small_constant_amount(bool updates)
    {
        await using var plain = await CreateApplicationAsync(looks: true, _ => { });
        await using var ruled = await CreateApplicationAsync(looks: false, o => o.UseValidation(v => v.AddRulesFromModel()));

        var more = PerEntity(ruled, updates) - PerEntity(plain, updates);

        // Two rows, each with the toolkit's data during a save.
        Assert.InRange(more, 0, 400);
    }

    /// <summary>Returns the allocations per additional entity, up to the SQL.</summary>
    private static double PerEntity(TestApplication app, bool updates)
    {
        _ = Allocated(app, Few, updates);
        _ = Allocated(app, Few, updates);
        return (double)(Allocated(app, Many, updates) - Allocated(app, Few, updates)) / (Many - Few);
    }

    private static long Allocated(TestApplication app, int count, bool updates)
    {
        using var db = app.Open();
        var cases = Enumerable.Range(1, count).Select(i => new Case { Id = i, Text = "a text", Number = i }).ToList();
        if (updates)
        {
            db.AttachRange(cases);
            cases.ForEach(item => (item.Text, item.Number, item.Address.City) = ("another", 1, "Bonn"));
        }
        else
        {
            db.AddRange(cases);
        }

        db.ChangeTracker.DetectChanges();
        var before = GC.GetAllocatedBytesForCurrentThread();
        db.SaveChanges();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private Task<TestApplication> CreateApplicationAsync(bool looks, Action<DbContextOptionsBuilder> blocks) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model => model.Entity<Case>(entity =>
        {
            entity.Property(x => x.Id).ValueGeneratedNever();
            entity.Property(x => x.Text).HasMaxLength(500);
            entity.OwnsOne(x => x.Address);
            entity.HasRules<CaseRules>();
        })),
        options: o => o.AddInterceptors(new Nothing(looks)),
        blocks: blocks);

    public sealed class Case
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";

        public int Number { get; set; }

        public string? Email { get; set; } = "anna@example.com";

        public Home Address { get; set; } = new();
    }

    public sealed class Home
    {
        public string City { get; set; } = "Ulm";
    }

    private sealed class CaseRules : EntityRules<Case>
    {
        public CaseRules()
        {
            For(x => x.Text).Required().MaxLength(100);
            For(x => x.Number).Between(0, 5_000);
            For(x => x.Email).Email();
            For(x => x.Address).Using(new HomeRules());
            Rule(x => x.Number >= 0 || x.Text != "", "odd").On(x => x.Number);
        }
    }

    private sealed class HomeRules : EntityRules<Home>
    {
        public HomeRules() => For(x => x.City).Required();
    }

    /// <summary>
    /// Suppresses the save after change detection, which is executed by the toolkit, or otherwise by EF Core.
    /// </summary>
    private sealed class Nothing(bool looks) : SaveChangesInterceptor
    {
        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        {
            if (looks)
            {
                eventData.Context!.ChangeTracker.DetectChanges();
            }

            return InterceptionResult<int>.SuppressWithResult(0);
        }
    }
}

public sealed class RulesCostSqliteTests(SqliteDatabase database) : RulesCostTests<SqliteDatabase>(database);

public sealed class RulesCostPostgresTests(PostgresDatabase database) : RulesCostTests<PostgresDatabase>(database);
