using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Exclusion;

public abstract class ExclusionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DateTime Noon = TestTime.Start;

    [Theory]
    [InlineData(10, 12, true)]
    [InlineData(13, 15, true)]
    [InlineData(12, 13, false)]
    [InlineData(11, 14, false)]
    [InlineData(10, 13, false)]
    [InlineData(null, 12, true)]
    [InlineData(null, 13, false)]
    [InlineData(13, null, true)]
    [InlineData(12, null, false)]
    [InlineData(null, null, false)]
    [InlineData(12, 12, true)]
    [InlineData(15, 11, true)]
    public async Task A_period_can_begin_where_another_ends_and_no_earlier(int? from, int? to, bool passes)
    {
        await using var app = await Create(Booking.ByTime);
        await app.SaveAsync(At(12, 13));
        await using var db = app.Open();
        db.Add(At(from, to));

        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        var said = failure is IntegrityUpdateException refused ? $"{refused.Database.Kind} {refused.Violations[0].Code}" : "nothing";
        Assert.Equal(passes ? "nothing" : $"Exclusion {Booking.Twice}", said);
    }

    [Fact]
    public async Task Only_rows_with_the_same_key_that_match_the_condition_exclude_each_other()
    {
        await using var app = await Create(Booking.ByTime);
        await app.SaveAsync(At(12, 13));

        await app.SaveAsync(At(12, 13, room: "B"));
        await app.SaveAsync(At(12, 13, isCancelled: true));
        await app.SaveAsync(At(12, 13, isCancelled: true));

        await using var db = app.Open();
        Assert.Equal(4, await db.Set<Booking>().CountAsync());
    }

    [Fact]
    public async Task An_update_is_checked_too_and_a_row_does_not_exclude_itself()
    {
        await using var app = await Create(Booking.ByTime);
        await app.SaveAsync(At(12, 13));
        await app.SaveAsync(At(12, 13, isCancelled: true));
        await using var db = app.Open();
        var bookings = await db.Set<Booking>().OrderBy(x => x.Id).ToListAsync();

        bookings[0].To = Noon.AddHours(5);
        await db.SaveChangesAsync();
        bookings[1].IsCancelled = false;
        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((Booking.Twice, "Booking"), (failure.Violations[0].Code, failure.Database.Entity));
        Assert.Equal(["Room", "From", "To"], failure.Database.Members);
        Assert.Same(bookings[1], failure.Entries.Single().Entity);
    }

    [Fact]
    public async Task Raw_SQL_is_checked_too()
    {
        await using var app = await Create(Booking.ByTime);
        await app.SaveAsync(At(12, 13));
        await app.SaveAsync(At(14, 15));

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"Booking\" SET \"From\" = '2026-01-01 12:30:00' WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Booking\" SET \"From\" = '2026-01-01T12:30:00Z' WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Booking\" SET \"From\" = NULL WHERE \"Id\" = 2"),
            await RawConnection.TryAsync(app, "UPDATE \"Booking\" SET \"From\" = '2026-01-01T13:00:00Z' WHERE \"Id\" = 2"),
        ];

        Assert.Equal([Booking.Twice, Booking.Twice, Booking.Twice, RawConnection.Passed], answers);
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("day")]
    [InlineData("number")]
    [InlineData("decimal")]
    public async Task Periods_of_every_type_are_half_open(string kind)
    {
        var model = DeskModel.Only(desk =>
        {
            var exclusion = desk.Entity<Booking>().HasExclusion(x => x.Room, Booking.Twice);
            _ = kind switch
            {
                "offset" => exclusion.WithPeriod(x => x.Start, x => x.End),
                "day" => exclusion.WithPeriod(x => x.FirstDay, x => x.LastDay),
                "number" => exclusion.WithPeriod(x => x.Low, x => x.High),
                _ => exclusion.WithPeriod(x => x.Cheap, x => x.Dear),
            };
        });
        await using var app = await Create(model);
        await app.SaveAsync(Of(9, 100));

        await app.SaveAsync(Of(100, 1000));
        await app.SaveAsync(Of(8, 9));
        await using var db = app.Open();
        db.Add(Of(99, 101));
        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.Exclusion, Booking.Twice), (failure.Database.Kind, failure.Violations[0].Code));
    }

    [Fact]
    public async Task A_type_without_a_range_throws_when_the_model_is_built()
    {
        var model = DeskModel.Only(desk => desk.Entity<Booking>()
            .HasExclusion(x => x.Room, Booking.Twice).WithPeriod(x => x.Opens, x => x.Closes));

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => Create(model));

        Assert.Contains("Booking 'room.booked-twice'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exclusion_without_a_period_throws_when_the_model_is_built()
    {
        var model = DeskModel.Only(desk => desk.Entity<Booking>().HasExclusion(x => x.Room, Booking.Twice));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Create(model));

        Assert.Contains("Period(", failure.Message, StringComparison.Ordinal);
    }

    private static Booking At(int? from, int? to, string room = "A", bool isCancelled = false) => new()
    {
        Room = room,
        From = from is { } begins ? Noon.AddHours(begins - 12) : null,
        To = to is { } ends ? Noon.AddHours(ends - 12) : null,
        IsCancelled = isCancelled,
    };

    private static Booking Of(int from, int to) => new()
    {
        Start = new DateTimeOffset(Noon).AddMinutes(from),
        End = new DateTimeOffset(Noon).AddMinutes(to),
        FirstDay = new DateOnly(2026, 1, 1).AddDays(from),
        LastDay = new DateOnly(2026, 1, 1).AddDays(to),
        Low = from,
        High = to,
        Cheap = from,
        Dear = to,
    };

    private Task<TestApplication> Create(DeskModel model) => TestApplication.CreateAsync(database, model, blocks: options => options.UseConstraints());
}

public sealed class ExclusionOnSqliteTests(SqliteDatabase database) : ExclusionTests<SqliteDatabase>(database)
{
    private readonly SqliteDatabase _database = database;

    [Fact]
    public async Task A_text_that_is_not_a_time_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(_database, Booking.ByTime, blocks: options => options.UseConstraints());
        await app.SaveAsync(new Booking { From = TestTime.Start });

        var refused = await RawConnection.TryAsync(app, "UPDATE \"Booking\" SET \"From\" = 'tomorrow'");

        Assert.Equal(Booking.Twice, refused);
    }
}

public sealed class ExclusionOnPostgresTests(PostgresDatabase database) : ExclusionTests<PostgresDatabase>(database);
