namespace Casework.Hosting;

/// <summary>The most recent notifications, for display. A real host sends e-mail instead.</summary>
public sealed class NotificationLog(TimeProvider time)
{
    private const int Capacity = 20;

    private readonly Lock _lock = new();
    private readonly Queue<Notification> _last = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Notification> Last
    {
        get
        {
            lock (_lock)
            {
                return [.. _last.Reverse()];
            }
        }
    }

    public void Add(string text, string? link = null)
    {
        lock (_lock)
        {
            if (_last.Count == Capacity)
            {
                _last.Dequeue();
            }

            _last.Enqueue(new Notification(time.GetUtcNow().UtcDateTime, text, link));
        }
    }
}
