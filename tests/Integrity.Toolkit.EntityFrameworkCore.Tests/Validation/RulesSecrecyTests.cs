using System.Globalization;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The values in a report, and its language.</summary>
public abstract class RulesSecrecyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_are_shown_only_with_sensitive_data_logging_and_sensitive_members_never(bool isLogged)
    {
        await using var app = await CreateApplicationAsync(isLogged);
        await app.SaveAsync(new Note { Text = "taken" });
        await using var db = app.Open();
        db.AddRange(
            new Ticket { Title = "a title of mine", Code = "a code of mine" },
            new Note { Text = "taken", TicketId = 4711 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        var shown = exception.Violations.Where(violation => violation.Arguments.ContainsKey("value")).ToList();
        Assert.Equal(["Title", "Code", "Text", "TicketId"], exception.Violations.Select(violation => violation.Path));
        Assert.Equal(isLogged ? ["Title", "TicketId"] : [], shown.Select(violation => violation.Path));
        Assert.Equal(isLogged, exception.Message.Contains("a title of mine", StringComparison.Ordinal));
        Assert.Equal(isLogged, exception.Violations[3].Arguments.GetValueOrDefault("value") is 4711);
        Assert.DoesNotContain("a code of mine", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'taken'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_observed_violations_contains_no_values()
    {
        await using var app = await CreateApplicationAsync(isLogged: false, validation => validation.Observe());
        await using var db = app.Open();
        db.Add(new Ticket { Title = "a title of mine", Code = "a code of mine" });

        await db.SaveChangesAsync();

        Assert.Equal(2, app.Logs.Messages.Count(message => message.Id == 76000));
        Assert.DoesNotContain(app.Logs.Messages, message => message.Text.Contains("of mine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_formatted_when_read_in_the_culture_of_the_reader()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasRules<PriorityRules>()),
            blocks: o => o.UseValidation());
        await using var db = app.Open();
        db.Add(new Ticket { Priority = 9 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("at most 1.5", Read(exception, "en-US"));
        Assert.Equal("at most 1,5", Read(exception, "hu-HU"));
        Assert.Equal("at most 1,5", Read(exception, "hu-HU", whole: true));
    }

    private static string Read(IntegrityException exception, string culture, bool whole = false)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return whole ? exception.Message : exception.Violations[0].Message;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private Task<TestApplication> CreateApplicationAsync(bool isLogged, Action<ValidationOptionsBuilder>? configure = null) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Ticket>().HasRules<TicketRules>();
            model.Entity<Note>().HasRules<NoteRules>();
        }),
        options: o => o.EnableSensitiveDataLogging(isLogged),
        blocks: o => o.UseValidation(configure));

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).MaxLength(5);
            For(x => x.Code).Sensitive().MaxLength(5);
        }
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules()
        {
            For(x => x.Text).Sensitive().Unique();
            For(x => x.TicketId).Exists<Ticket>();
        }
    }

    private sealed class PriorityRules : EntityRules<Ticket>
    {
        public PriorityRules() => For(x => x.Priority).AtMost(3).WithMessage(_ => $"at most {1.5m}");
    }
}

public sealed class RulesSecrecySqliteTests(SqliteDatabase database) : RulesSecrecyTests<SqliteDatabase>(database);

public sealed class RulesSecrecyPostgresTests(PostgresDatabase database) : RulesSecrecyTests<PostgresDatabase>(database);
