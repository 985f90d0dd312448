using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation.Checks;

public sealed class GaugeRules : EntityRules<Gauge>
{
    public GaugeRules()
    {
        For(x => x.Whole).Between(1, 5).CheckInDatabase();
        For(x => x.Wide).AtMost(long.MaxValue - 1).CheckInDatabase();
        For(x => x.Small).GreaterThan((short)0).CheckInDatabase();
        For(x => x.Tiny).LessThan((byte)200).CheckInDatabase();
        For(x => x.Huge).AtMost(100ul).CheckInDatabase();
        For(x => x.Amount).Between(0.1m, 100m).CheckInDatabase();
        For(x => x.Most).AtLeast(0m).CheckInDatabase();
        For(x => x.Price).Precision(6, 2).CheckInDatabase();
        For(x => x.Real).Between(0.1, 0.3, exclusive: true).CheckInDatabase();
        For(x => x.Rough).AtLeast(0.1f).CheckInDatabase();
        For(x => x.Time).AtLeast(At(0)).NotAfter(x => x.Until).CheckInDatabase();
        For(x => x.Time).AtMost(At(10)).CheckInDatabase();
        For(x => x.Instant).AtMost(new DateTimeOffset(At(0))).CheckInDatabase();
        For(x => x.Date).GreaterThan(new DateOnly(2026, 1, 1)).CheckInDatabase();
        For(x => x.Clock).Between(new TimeOnly(9, 0), new TimeOnly(17, 30)).CheckInDatabase();
        For(x => x.Ticks).AtMost(TimeSpan.FromHours(30)).CheckInDatabase();
        For(x => x.Word).Between("B", "M").CheckInDatabase();
        For(x => x.Text).Length(2, 4).CheckInDatabase();
        For(x => x.Choice).OneOf("it's", "100%", "back\\slash", "Ä").CheckInDatabase();
        For(x => x.Must).Required().CheckInDatabase();
        For(x => x.Token).Required().CheckInDatabase();
        For(x => x.Level).Defined().CheckInDatabase();
        For(x => x.Named).Defined().CheckInDatabase();
        For(x => x.Marks).Defined().CheckInDatabase();
        When(x => x.Closed, () => For(x => x.Reason).Required().WithCode("gauge.reason").CheckInDatabase());
        Rule(x => x.Word == null || x.Word != x.Text, "gauge.word").On(x => x.Word).CheckInDatabase();
    }

    public static DateTime At(int seconds) => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds);
}
