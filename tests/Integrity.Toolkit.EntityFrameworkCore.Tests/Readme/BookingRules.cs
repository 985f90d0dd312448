using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of validation about rules in the database. ReadmeTests compares the text, CheckReadmeTests runs it.
public enum BookingState
{
    Open,
    Held,
    Refused,
}

public sealed class Booking
{
    public int Id { get; set; }

    public int Seats { get; set; } = 1;

    public DateTime From { get; set; } = DateTime.UnixEpoch;

    public DateTime? Until { get; set; }

    public BookingState State { get; set; }

    public string? Reason { get; set; }

    public decimal Price { get; set; }

    public decimal? Discount { get; set; }
}

public sealed class BookingRules : EntityRules<Booking>
{
    public BookingRules()
    {
        For(x => x.Seats).Between(1, 8).CheckInDatabase();
        For(x => x.Until).NotBefore(x => x.From).CheckInDatabase();
        For(x => x.State).Defined().CheckInDatabase();
        When(x => x.State == BookingState.Refused, () => For(x => x.Reason).Required().CheckInDatabase());
        Rule(x => x.Discount == null || x.Discount < x.Price, "booking.discount").On(x => x.Discount).CheckInDatabase();
    }
}

public sealed class BookingContext(DbContextOptions<BookingContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Booking>().Property(x => x.State).HasConversion<string>();
        model.Entity<Booking>().HasRules<BookingRules>();
    }
}
