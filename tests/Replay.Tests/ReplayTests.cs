using System.Data.Common;
using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samples.Shared;
using Samples.Shared.Scratch;
using Samples.Tests;

namespace Replay.Tests;

public abstract class ReplayTests(TestDatabase database)
{
    protected static readonly string Log = Path.Combine(AppContext.BaseDirectory, "Logs", "desk.xes");

    [Fact]
    public async Task In_observe_mode_every_change_is_saved_and_illegal_changes_are_counted()
    {
        var outcome = await ReplayAsync("--mode", "observe");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal((8, 4, 4, 15), (outcome["traces"], outcome["learned"], outcome["played"], outcome["events"]));
        Assert.Equal(
            (3, 2, 5, 5, 0),
            (outcome["initial"], outcome["unchanged"], outcome["accepted"], outcome["refused"], outcome["skipped"]));
        Assert.Equal((13, 4, 4), (outcome["historyRows"], outcome["states"], outcome["edges"]));
        Assert.Equal(database.Name, outcome.Json.GetProperty("database").GetString());
    }

    [Fact]
    public async Task In_enforce_mode_rejected_changes_leave_the_ticket_unchanged_and_illegal_initial_states_skip_the_trace()
    {
        var outcome = await ReplayAsync("--mode", "enforce");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal((8, 4, 4, 15), (outcome["traces"], outcome["learned"], outcome["played"], outcome["events"]));
        Assert.Equal(
            (3, 1, 5, 4, 2),
            (outcome["initial"], outcome["unchanged"], outcome["accepted"], outcome["refused"], outcome["skipped"]));
        Assert.Equal(8, outcome["historyRows"]);
    }

    [Fact]
    public async Task With_lifecycle_a_state_combines_name_and_lifecycle_when_both_are_present()
    {
        var outcome = await ReplayAsync("--lifecycle");

        Assert.Equal((5, 5), (outcome["states"], outcome["edges"]));
        Assert.Equal(["Open", "Closed/complete"], (await HistoryAsync("p4")).Select(row => row.ToState));
        Assert.Equal("suspend", (await HistoryAsync("p3"))[^1].ToState);
    }

    [Fact]
    public async Task Learning_from_all_traces_replays_all_of_them_without_violations()
    {
        var outcome = await ReplayAsync("--learn", "1", "--mode", "enforce");

        Assert.Equal((8, 8, 8, 25), (outcome["traces"], outcome["learned"], outcome["played"], outcome["events"]));
        Assert.Equal((7, 0, 0), (outcome["initial"], outcome["refused"], outcome["skipped"]));
        Assert.Equal(outcome["initial"] + outcome["accepted"], outcome["historyRows"]);
    }

    [Fact]
    public async Task The_history_records_the_actor_and_time_of_each_event()
    {
        await ReplayAsync("--mode", "observe");

        var history = await HistoryAsync("p1");

        var midnight = new DateTime(2024, 1, 4, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [
                (0, null, "New", "anna", midnight, false),
                (1, "New", "Open", "bela", midnight.AddMinutes(20), false),
                (2, "Open", "Escalated", "bela", midnight.AddMinutes(30), true),
                (3, "Escalated", "Closed", "carlo", midnight.AddMinutes(50), true),
            ],
            history.Select(row => (row.Sequence, row.FromState, row.ToState, row.ActorId, row.OccurredAt, row.OffTable)));
        Assert.All(history, row => Assert.Equal(ActorKind.User, row.ActorKind));
    }

    [Fact]
    public async Task A_missing_time_is_taken_from_the_previous_event_and_a_missing_actor_is_unknown()
    {
        await ReplayAsync("--mode", "observe");

        var history = await HistoryAsync("p3");

        var noon = new DateTime(2024, 1, 6, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [("New", noon), ("Open", noon), ("Waiting", noon), ("", noon.AddHours(1))],
            history.Select(row => (row.ToState, row.OccurredAt)));
        Assert.All(history, row => Assert.Equal((ActorKind.Unknown, null), (row.ActorKind, row.ActorId)));
    }

    [Fact]
    public async Task A_replay_deletes_the_rows_of_an_earlier_replay()
    {
        await ReplayAsync("--mode", "observe");

        var outcome = await ReplayAsync("--mode", "enforce");

        Assert.Equal((0, 8), (outcome.ExitCode, outcome["historyRows"]));
    }

    [Fact]
    public async Task Without_json_the_most_frequently_rejected_transitions_are_listed_with_an_example()
    {
        var outcome = await ReplayCommandLine.RunAsync(
            Log, "--learn", "0.5", "--diagram", "--database", await database.ConnectionStringAsync());

        Assert.Contains("Open -> Escalated (p1)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("(begin) -> Closed (p2)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("stateDiagram-v2", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("helpdesk", "observe", 1_374, 6_359, 1_374, 241, 4_676, 68, 0, 6_118, 13, 28)]
    [InlineData("helpdesk", "enforce", 1_374, 6_359, 1_374, 229, 4_674, 82, 0, 6_048, 13, 28)]
    [InlineData("bpic2013-incidents", "enforce", 2_267, 13_602, 2_265, 2_326, 9_001, 7, 3, 11_266, 13, 68)]
    public async Task A_real_log_produces_the_counts_of_an_independent_program(string log, string mode, params int[] counts)
    {
        var file = RealLogs.Find($"{log}.xes.gz");
        Assert.SkipWhen(file is null, "The real logs are not available (shared/data next to a folder above the tests).");

        var outcome = await ReplayCommandLine.RunAsync(
            file, "--lifecycle", "--mode", mode, "--json", "--database", await database.ConnectionStringAsync());

        Assert.Equal(counts, outcome.Counts);
    }

    [Theory]
    [InlineData("helpdesk", "guard")]
    [InlineData("helpdesk", "ledger")]
    [InlineData("bpic2013-incidents", "guard")]
    [InlineData("bpic2013-incidents", "ledger")]
    public async Task A_real_log_produces_the_same_counts_when_the_database_enforces_the_status(string log, string hold)
    {
        var file = RealLogs.Find($"{log}.xes.gz");
        Assert.SkipWhen(file is null, "The real logs are not available (shared/data next to a folder above the tests).");
        string[] enforced = [file, "--lifecycle", "--mode", "enforce", "--database", await database.ConnectionStringAsync()];

        var plain = await ReplayCommandLine.RunAsync(enforced);
        var held = await ReplayCommandLine.RunAsync([.. enforced, "--hold", hold]);

        Assert.Contains("Most refused:", plain.Output, StringComparison.Ordinal);
        Assert.Equal(Findings(plain), Findings(held));
        Assert.Matches("breaks +0 in the histories", held.Output);
    }

    [Theory]
    [InlineData("guard")]
    [InlineData("ledger")]
    public async Task A_replay_enforced_by_the_database_saves_the_same_history(string hold)
    {
        var plainly = await ReplayAsync("--mode", "enforce");
        var plain = await HistoriesAsync();

        var outcome = await ReplayAsync("--mode", "enforce", "--hold", hold);

        Assert.Equal(plainly.Counts, outcome.Counts);
        Assert.Equal(plain, await HistoriesAsync());
    }

    [Theory]
    [InlineData("guard")]
    [InlineData("ledger")]
    public async Task After_a_replay_with_database_enforcement_raw_SQL_cannot_make_illegal_transitions(string hold)
    {
        await ReplayAsync("--mode", "enforce", "--hold", hold);

        await using var services = await ServicesAsync();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReplayContext>();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """UPDATE "Tickets" SET "Status" = 'Nowhere' """;

        await Assert.ThrowsAnyAsync<DbException>(
            () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    private async Task<ReplayOutcome> ReplayAsync(params string[] options) => await ReplayCommandLine.RunAsync(
        [Log, "--learn", "0.5", "--json", "--database", await database.ConnectionStringAsync(), .. options]);

    /// <summary>Returns the output without the line with the duration.</summary>
    private static IEnumerable<string> Findings(ReplayOutcome outcome)
        => outcome.Output.Split('\n').Where(line => !line.Contains("played in", StringComparison.Ordinal));

    private async Task<List<TransitionRecord>> HistoryAsync(string trace)
    {
        await using var services = await ServicesAsync();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReplayContext>();
        var ticket = await db.Tickets.SingleAsync(ticket => ticket.Title == trace);
        return await db.Entry(ticket).Transitions().ToListAsync();
    }

    private async Task<List<string>> HistoriesAsync()
    {
        await using var services = await ServicesAsync();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReplayContext>();
        var rows = new List<string>();
        foreach (var ticket in await db.Tickets.OrderBy(ticket => ticket.Id).ToListAsync())
        {
            rows.AddRange((await db.Entry(ticket).Transitions().ToListAsync()).Select(row
                => $"{ticket.Id} {ticket.Title} {row.Sequence} {row.FromState} {row.ToState} {row.ActorId} {row.OccurredAt:O}"));
        }

        return rows;
    }

    private async Task<ServiceProvider> ServicesAsync() => new ServiceCollection()
        .AddReplay(
            ScratchDatabase.Where(CaseworkDatabase.Parse(await database.ConnectionStringAsync()), ScratchUse.Replay),
            TimeProvider.System)
        .BuildServiceProvider();
}
