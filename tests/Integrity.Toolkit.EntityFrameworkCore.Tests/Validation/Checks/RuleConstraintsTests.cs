using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Translation;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Validation.Checks;

/// <summary>A rule with CheckInDatabase is also enforced by the database, with the same code.</summary>
public abstract class RuleConstraintsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_violation_reported_by_the_database_has_the_code_and_message_of_the_rule()
    {
        var model = Of(new Rules(rules => rules.Bound().WithCode("gauge.whole").WithMessage(_ => "one to five").CheckInDatabase()));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: options => options.UseValidation().UseConstraints());
        await app.SaveAsync(new Gauge { Whole = 1 });
        await using var db = app.Open();

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<Gauge>().BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Whole, 9)));

        Assert.Equal(("gauge.whole", "one to five", "Whole"), (exception.Violations[0].Code, exception.Violations[0].Message, exception.Violations[0].Path));
        Assert.Equal((DatabaseErrorKind.Check, "gauge.whole"), (exception.Database.Kind, exception.Database.Code));
    }

    [Fact]
    public async Task A_save_is_rejected_before_the_database_is_queried()
    {
        await using var app = await GaugeModel.CreateApplicationAsync(database);

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => app.SaveAsync(new Gauge { Whole = 9, Must = null }));

        Assert.Equal(["range", "required"], exception.Violations.Select(violation => violation.Code));
    }

    [Fact]
    public async Task A_rule_without_CheckInDatabase_creates_no_constraint()
    {
        Assert.Empty(await ChecksAsync(Of(new Rules(rules => rules.Bound()))));
    }

    [Fact]
    public async Task Without_UseValidation_no_constraint_is_created()
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<DeskContext>();
        connect(options);
        options.UseConstraints();
        await using var db = new DeskContext(options.Options, GaugeModel.Checked);

        Assert.Empty(db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Single().CheckConstraints);
    }

    [Theory]
    [InlineData("warning", "it is a warning")]
    [InlineData("create", "OnCreate")]
    [InlineData("update", "OnUpdate")]
    [InlineData("email", "e-mail")]
    [InlineData("future", "uses the current time")]
    [InlineData("roles", "uses the actor")]
    [InlineData("exists", "foreign key")]
    [InlineData("unique", "HasUnique")]
    [InlineData("code", "Rule(x => ..., code)")]
    [InlineData("context", "Rule(x => ..., code)")]
    [InlineData("comparer", "a custom comparer")]
    public async Task A_rule_that_cannot_be_a_constraint_throws_and_is_named(string kind, string why)
    {
        var exception = await RefusedAsync(Of(new UncheckableRules(kind)));

        Assert.Contains("Gauge: the rule '", exception.Message, StringComparison.Ordinal);
        Assert.Contains("UncheckableRules calls CheckInDatabase()", exception.Message, StringComparison.Ordinal);
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EnforcementMode.Observe)]
    [InlineData(EnforcementMode.Off)]
    public async Task A_database_rule_of_an_entity_that_is_not_enforced_throws(EnforcementMode mode)
    {
        var model = DeskModel.Only(all =>
        {
            var rules = all.Entity<Gauge>().HasRules(new Rules(set => set.Bound().CheckInDatabase()));
            _ = mode == EnforcementMode.Observe ? rules.Observe() : rules.Off();
        });

        var exception = await RefusedAsync(model);

        Assert.Contains($"the mode of Gauge is {mode}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_rule_in_observe_mode_throws()
    {
        var exception = await RefusedAsync(GaugeModel.Checked, options => options.UseValidation(v => v.Observe()));

        Assert.Contains("the mode of Gauge is Observe", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_rules_of_an_owned_part_throw()
    {
        var model = DeskModel.Only(all => all.Entity<Sample>(sample =>
        {
            sample.Ignore(x => x.Missing).Ignore(x => x.Complex).Ignore(x => x.Unmapped);
            sample.OwnsOne(x => x.Owned);
            sample.HasRules<SampleRules>();
        }));

        var exception = await RefusedAsync(model);

        Assert.Contains("a part of the entity", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Included_rules_create_constraints_too()
    {
        var checks = await ChecksAsync(Of(new IncludingRules()));

        Assert.Equal(["\"Whole\" IS NULL OR \"Whole\" >= 1 AND \"Whole\" <= 5"], checks.Select(check => check.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_rule_under_two_conditions_creates_two_constraints()
    {
        var checks = await ChecksAsync(Of(new ConditionalRules()));

        Assert.Equal(2, checks.Count);
    }

    [Fact]
    public async Task A_set_of_values_is_listed_in_the_column_format()
    {
        var checks = await ChecksAsync(GaugeModel.Checked);

        Assert.Contains("\"Named\" IS NULL OR \"Named\" IN ('Low', 'Middle', 'High')", checks);
        Assert.Contains("\"Level\" IS NULL OR \"Level\" IN (1, 2, 5)", checks);
        Assert.Contains(checks, check => check.Contains("'it''s'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flags_stored_as_text_throw()
    {
        var model = DeskModel.Only(all => all.Entity<Gauge>(gauge =>
        {
            gauge.Property(x => x.Marks).HasConversion<string>();
            gauge.HasRules(new FlagRules());
        }));

        var exception = await RefusedAsync(model);

        Assert.Contains("Gauge 'choice'", exception.Message, StringComparison.Ordinal);
    }

    private static DeskModel Of(EntityRules rules)
        => DeskModel.Only(all => all.Entity<Gauge>(gauge => gauge.ToTable("Gauges").HasRules(rules)));

    private async Task<List<string>> ChecksAsync(DeskModel model)
        => [.. (await ModelAsync(model)).Tables.Single().CheckConstraints.Select(check => check.Sql)];

    private Task<InvalidOperationException> RefusedAsync(DeskModel model, Action<DbContextOptionsBuilder>? more = null)
        => Assert.ThrowsAsync<InvalidOperationException>(() => ModelAsync(model, more));

    private async Task<IRelationalModel> ModelAsync(DeskModel model, Action<DbContextOptionsBuilder>? more = null)
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<DeskContext>();
        connect(options);
        options.UseValidation();
        more?.Invoke(options);
        await using var db = new DeskContext(options.Options, model);
        return db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private sealed class Rules : EntityRules<Gauge>
    {
        public Rules(Action<Rules> declare) => declare(this);

        public MemberRules<Gauge, int?> Bound() => For(x => x.Whole).Between(1, 5);
    }

    private sealed class IncludingRules : EntityRules<Gauge>
    {
        public IncludingRules() => Include(new Rules(rules => rules.Bound().CheckInDatabase()));
    }

    private sealed class ConditionalRules : EntityRules<Gauge>
    {
        public ConditionalRules()
        {
            When(x => x.Closed, () => For(x => x.Reason).Required().CheckInDatabase());
            When(x => x.Whole > 3, () => For(x => x.Reason).Required().CheckInDatabase());
        }
    }

    private sealed class FlagRules : EntityRules<Gauge>
    {
        public FlagRules() => For(x => x.Marks).Defined().CheckInDatabase();
    }

    private sealed class PartRules : EntityRules<SamplePart>
    {
        public PartRules() => For(x => x.Size).AtLeast(0).CheckInDatabase();
    }

    private sealed class SampleRules : EntityRules<Sample>
    {
        public SampleRules() => For(x => x.Owned).Using(new PartRules());
    }
}

public sealed class RuleConstraintsSqliteTests(SqliteDatabase database) : RuleConstraintsTests<SqliteDatabase>(database);

public sealed class RuleConstraintsPostgresTests(PostgresDatabase database) : RuleConstraintsTests<PostgresDatabase>(database);
