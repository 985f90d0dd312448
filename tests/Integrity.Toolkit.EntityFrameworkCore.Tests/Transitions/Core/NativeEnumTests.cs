using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Integrity.Toolkit.Tests.Transitions.Core;

/// <summary>Statuses that are stored as a PostgreSQL enum.</summary>
public sealed class NativeEnumTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly TransitionTable<Mood, MoodTrigger> Flow = TransitionTable.Create<Mood, MoodTrigger>("mood", t =>
    {
        t.Initial(Mood.Good);
        t.Configure(Mood.Good).Permit(MoodTrigger.Annoy, Mood.Bad);
        t.Configure(Mood.Bad).Permit(MoodTrigger.Please, Mood.Good);
    });

    [Theory]
    [InlineData(nameof(DatabaseEnforcement.None))]
    [InlineData(nameof(DatabaseEnforcement.Guard))]
    [InlineData(nameof(DatabaseEnforcement.Ledger))]
    public async Task The_history_stores_states_in_the_same_type_as_the_status(string hold)
    {
        var model = DeskModel.With(desk =>
        {
            var guest = desk.Entity<Guest>().HasTransitions(x => x.Mood, Flow);
            _ = hold switch
            {
                nameof(DatabaseEnforcement.Guard) => guest.GuardInDatabase(),
                nameof(DatabaseEnforcement.Ledger) => guest.WithHistory(h => h.RequireInDatabase()),
                _ => guest,
            };
        });
        await using var app = await TestApplication.CreateAsync(
            database, model, options => new NpgsqlDbContextOptionsBuilder(options).MapEnum<Mood>("mood"), blocks: HistoryQueries.Alone);
        var id = (await app.SaveAsync(new Guest())).Id;
        await app.SaveAsync(new Guest());
        await using var db = app.Open();

        db.Entry(await db.Set<Guest>().SingleAsync(x => x.Id == id)).Fire(MoodTrigger.Annoy);
        await db.SaveChangesAsync();
        var result = await db.Set<Guest>().Where(x => x.Mood == Mood.Good).ExecuteFireAsync(MoodTrigger.Annoy);
        var raw = await RawConnection.TryAsync(app, "INSERT INTO \"Guest\" (\"Mood\") VALUES ('bad')");

        Assert.Equal(1, result.Transitioned);
        Assert.Equal(["Good", "Bad"], (await app.RowsAsync<Guest>(id)).Select(row => row.ToState));
        Assert.Equal(hold == nameof(DatabaseEnforcement.None) ? RawConnection.Passed : "transition.not-initial", raw);
        Assert.True((await db.CheckHistoryAsync<Guest>()).IsValid);
        Assert.Equal(Mood.Bad, await db.HistoryOf<Guest>(id).StateAtAsync<Mood?>(app.Clock.GetUtcNow().UtcDateTime));
    }

    public enum Mood
    {
        Good,
        Bad,
    }

    public enum MoodTrigger
    {
        Annoy,
        Please,
    }

    public sealed class Guest
    {
        public int Id { get; set; }

        public Mood Mood { get; set; }
    }
}
