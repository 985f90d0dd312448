using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Exclusion;

public sealed class Booking
{
    public const string Twice = "room.booked-twice";

    public static readonly DeskModel ByTime = DeskModel.Only(model => model.Entity<Booking>()
        .HasExclusion(x => x.Room, Twice).WithPeriod(x => x.From, x => x.To).WithFilter(x => !x.IsCancelled));

    public int Id { get; set; }

    public string Room { get; set; } = "A";

    public DateTime? From { get; set; }

    public DateTime? To { get; set; }

    public DateTimeOffset Start { get; set; } = TestTime.Start;

    public DateTimeOffset End { get; set; } = TestTime.Start;

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public int Low { get; set; }

    public int High { get; set; }

    public decimal Cheap { get; set; }

    public decimal Dear { get; set; }

    public TimeOnly Opens { get; set; }

    public TimeOnly Closes { get; set; }

    public bool IsCancelled { get; set; }
}
