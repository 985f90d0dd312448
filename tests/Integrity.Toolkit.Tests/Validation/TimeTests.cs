using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.Extensions.Time.Testing;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RuleContext AtNoon = new() { TimeProvider = new FakeTimeProvider(Noon) };

    [Fact]
    public void A_time_must_not_be_before_another_and_can_be_equal()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt));
        var created = Noon.UtcDateTime;

        Assert.Empty(rules.Found(new() { CreatedAt = created }));
        Assert.Empty(rules.Found(new() { CreatedAt = created, ResolvedAt = created }));
        Assert.Equal(["ResolvedAt time.order"], rules.Found(new() { CreatedAt = created, ResolvedAt = created.AddTicks(-1) }));
    }

    [Fact]
    public void Every_date_and_time_type_can_be_compared()
    {
        var offsets = new InlineRules<Ticket>(r => r.For(x => x.Begin).NotAfter(x => x.End));
        var dates = new InlineRules<Ticket>(r => r.For(x => x.Until).NotBefore(x => x.From));
        var reversed = new InlineRules<Ticket>(r => r.For(x => x.CreatedAt).NotAfter(x => x.ResolvedAt));

        Assert.Empty(offsets.Found(new() { Begin = Noon.ToOffset(TimeSpan.FromHours(5)), End = Noon }));
        Assert.Equal(["Begin time.order"], offsets.Found(new() { Begin = Noon.AddTicks(1), End = Noon }));
        Assert.Equal(["Until time.order"], dates.Found(new() { From = new(2026, 6, 2), Until = new(2026, 6, 1) }));
        Assert.Equal(["CreatedAt time.order"], reversed.Found(new() { CreatedAt = DateTime.MaxValue, ResolvedAt = DateTime.MinValue }));
    }

    [Theory]
    [InlineData(DateTimeKind.Local, DateTimeKind.Utc, "ResolvedAt time.kind")]
    [InlineData(DateTimeKind.Utc, DateTimeKind.Local, "ResolvedAt time.kind")]
    [InlineData(DateTimeKind.Local, DateTimeKind.Local, null)]
    [InlineData(DateTimeKind.Unspecified, DateTimeKind.Utc, null)]
    [InlineData(DateTimeKind.Utc, DateTimeKind.Unspecified, null)]
    public void A_local_time_is_not_compared_with_a_utc_time(DateTimeKind own, DateTimeKind other, string? found)
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt));
        var ticket = new Ticket
        {
            CreatedAt = DateTime.SpecifyKind(Noon.DateTime, other),
            ResolvedAt = DateTime.SpecifyKind(Noon.DateTime, own),
        };

        Assert.Equal(found is null ? [] : [found], rules.Found(ticket));
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, false, true)]
    [InlineData(60, false, true)]
    [InlineData(61, false, false)]
    [InlineData(-1, true, true)]
    public void A_time_must_not_be_in_the_future_of_the_given_clock_within_a_tolerance(int seconds, bool exactly, bool tolerant)
    {
        var exact = new InlineRules<Ticket>(r => r.For(x => x.Begin).NotInFuture());
        var lenient = new InlineRules<Ticket>(r => r.For(x => x.ResolvedAt).NotInFuture(TimeSpan.FromMinutes(1)));
        var time = Noon.AddSeconds(seconds);

        Assert.Equal(exactly, exact.IsValid(new() { Begin = time.ToOffset(TimeSpan.FromHours(-8)) }, AtNoon));
        Assert.Equal(tolerant, lenient.IsValid(new() { ResolvedAt = time.UtcDateTime }, AtNoon));
        Assert.Equal(tolerant, lenient.IsValid(new() { ResolvedAt = time.DateTime }, AtNoon));
    }

    [Fact]
    public void A_future_time_and_a_local_time_have_different_codes()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.CreatedAt).NotInFuture();
            r.For(x => x.Begin).NotInFuture();
            r.For(x => x.From).NotInFuture();
            r.For(x => x.Until).NotInFuture(TimeSpan.FromHours(14));
            r.For(x => x.End).NotInFuture();
        });

        var found = rules.Found(
            new()
            {
                CreatedAt = DateTime.SpecifyKind(Noon.DateTime, DateTimeKind.Local),
                Begin = Noon.AddSeconds(1),
                From = new(2026, 6, 2),
                Until = new(2026, 6, 2),
                End = Noon,
            },
            new RuleContext { Now = Noon.UtcDateTime });

        Assert.Equal(["CreatedAt time.kind", "Begin time.future", "From time.future"], found);
    }

    [Fact]
    public void The_maximum_time_does_not_overflow()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Begin).NotInFuture(TimeSpan.MaxValue));

        Assert.True(rules.IsValid(new() { Begin = DateTimeOffset.MaxValue }));
    }
}
