using Casework.Hosting;

namespace Casework.Tests.Hosting;

public sealed class NotificationLogTests
{
    [Fact]
    public void The_latest_notifications_are_kept_newest_first()
    {
        var log = new NotificationLog(TimeProvider.System);

        Parallel.For(0, 100, number => log.Add($"early {number}"));
        log.Add("late");
        log.Add("last", "/tickets/1");

        Assert.Equal(20, log.Last.Count);
        Assert.Equal(["last", "late"], log.Last.Take(2).Select(sent => sent.Text));
    }
}
