using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Translation;

/// <summary>A condition has the same result in C# and in the database, for every row.</summary>
public abstract class ConditionTranslatorTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static bool IsPostgres => typeof(TDatabase) == typeof(PostgresDatabase);

    [Fact]
    public async Task Every_condition_gives_the_same_result_in_the_database()
    {
        await using var db = await OpenAsync();

        var wrong = await WrongAsync(db, SupportedConditions.All(IsPostgres), (row, held, answer) => held == answer);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Random_combinations_of_conditions_give_the_same_result_in_the_database()
    {
        await using var db = await OpenAsync();
        var rows = await db.Samples.AsNoTracking().ToListAsync();
        var answered = SupportedConditions.All(IsPostgres).Where(condition => condition.Compile() is var compiled && !rows.Exists(row => Throws(compiled, row))).ToList();

        var wrong = await WrongAsync(db, [.. RandomConditions.Of(answered, 300)], (row, held, answer) => held == answer);

        Assert.True(answered.Count > 100, "Too few conditions have an answer for every row.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Lengths_are_exact_and_never_too_strict_for_surrogate_pairs()
    {
        await using var db = await OpenAsync();

        var wrong = await WrongAsync(db, SupportedConditions.Lengths, (row, held, answer)
            => held == answer || (answer == true && (row.Text + row.Note).Any(char.IsSurrogate)));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_condition_can_be_a_check_and_an_index_filter()
    {
        await using var db = await OpenAsync();
        var conditions = SupportedConditions.All(IsPostgres).Concat(SupportedConditions.Lengths).Select(condition => Render(db, condition)).Distinct().ToList();

        var checks = string.Join(", ", conditions.Select(sql => $"CHECK (({sql}) OR 1 = 1)"));
        await ExecuteAsync(db, $"CREATE TABLE \"Copies\" ({Columns(db)}, {checks});");
        await ExecuteAsync(db, string.Concat(conditions.Select((sql, number) => $"CREATE INDEX ix_{number} ON \"Samples\" (\"Id\") WHERE {sql};")));
        await ExecuteAsync(db, "INSERT INTO \"Copies\" SELECT * FROM \"Samples\";");

        Assert.Equal(400, await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM \"Copies\"").SingleAsync());
    }

    [Fact]
    public async Task Conditions_can_refer_to_the_new_and_old_row_of_a_trigger()
    {
        await using var db = await OpenAsync();

        var sql = Render(db, (Expression<Func<Sample, bool>>)(x => x.Number > 1 && x.Maybe == x.Owned.Size), "NEW.");

        Assert.Equal("NEW.\"Number\" > 1 AND NEW.\"Maybe\" IS NOT NULL AND NEW.\"Maybe\" = NEW.\"Owned_Size\"", sql);
    }

    private static Task ExecuteAsync(SampleContext db, string sql)
        => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Returns the columns of the created table.</summary>
    private static string Columns(SampleContext db)
    {
        var script = db.Database.GenerateCreateScript();
        var start = script.IndexOf('(', script.IndexOf("CREATE TABLE \"Samples\"", StringComparison.Ordinal)) + 1;
        return script[start..script.IndexOf("\n);", start, StringComparison.Ordinal)]
            .Replace("CONSTRAINT \"PK_Samples\"", "CONSTRAINT \"PK_Copies\"", StringComparison.Ordinal);
    }

    private static async Task<List<string>> WrongAsync(
        SampleContext db,
        IEnumerable<Expression<Func<Sample, bool>>> conditions,
        Func<Sample, bool, bool?, bool> isRight)
    {
        var rows = await db.Samples.AsNoTracking().OrderBy(x => x.Id).ToListAsync();
        var wrong = new List<string>();
        foreach (var condition in conditions)
        {
            var sql = Render(db, condition);
            var answers = await AnswersAsync(db, sql);
            var compiled = condition.Compile();
            wrong.AddRange(rows
                .Where(row => !isRight(row, Answer(compiled, row), answers[row.Id]))
                .Take(2)
                .Select(row => $"{condition.Body} => {sql} => {answers[row.Id]?.ToString() ?? "null"} for {JsonSerializer.Serialize(row, Readable)}"));
        }

        return wrong;
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static string Render(SampleContext db, LambdaExpression condition, string row = "")
    {
        var services = db.GetInfrastructure();
        var entityType = db.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Sample))!;
        return ConditionTranslator.Render(
            condition,
            entityType,
            StoreObjectIdentifier.Create(entityType, StoreObjectType.Table)!.Value,
            new ConstraintSqlBuilder(DatabaseDialect.Find(services)!, services),
            row);
    }

    private static bool Throws(Func<Sample, bool> condition, Sample row)
    {
        try
        {
            condition(row);
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or DivideByZeroException)
        {
            return true;
        }
    }

    /// <summary>Evaluates a condition in C#. An exception counts as false, like a missing value.</summary>
    private static bool Answer(Func<Sample, bool> condition, Sample row)
    {
        try
        {
            return condition(row);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or DivideByZeroException)
        {
            return false;
        }
    }

    private static async Task<Dictionary<int, bool?>> AnswersAsync(SampleContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT \"Id\", ({sql}) FROM \"Samples\"";
        var answers = new Dictionary<int, bool?>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                answers.Add(reader.GetInt32(0), await reader.IsDBNullAsync(1) ? null : Convert.ToInt64(reader.GetValue(1), null) != 0);
            }
        }
        catch (System.Data.Common.DbException exception)
        {
            throw new InvalidOperationException(sql, exception);
        }

        return answers;
    }

    private async Task<SampleContext> OpenAsync()
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<SampleContext>();
        connect(options);
        var db = new SampleContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        db.AddRange(Samples.Make(400, hasNaN: IsPostgres));
        await db.SaveChangesAsync();
        return db;
    }
}

public sealed class ConditionTranslatorSqliteTests(SqliteDatabase database) : ConditionTranslatorTests<SqliteDatabase>(database);

public sealed class ConditionTranslatorPostgresTests(PostgresDatabase database) : ConditionTranslatorTests<PostgresDatabase>(database);
