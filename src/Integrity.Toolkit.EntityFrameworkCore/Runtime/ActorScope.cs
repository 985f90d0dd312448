namespace Integrity.Toolkit.Runtime;

/// <summary>The current actor, reason and correlation of a context.</summary>
internal sealed class ActorScope
{
    private Frame? _top;

    public Actor? Actor => _top?.Actor;

    public string? Reason => _top?.Reason;

    public string? CorrelationId => _top?.CorrelationId;

    public IDisposable Push(Actor actor, string? reason, string? correlationId)
    {
        IntegrityDefaults.CheckReason(reason);
        IntegrityDefaults.CheckCode(correlationId, "The correlation id");
        return new Scope(this, _top = new Frame(actor, reason ?? Reason, correlationId ?? CorrelationId, _top));
    }

    public void Clear() => _top = null;

    private void Pop()
    {
        while (_top is { Ended: true })
        {
            _top = _top.Outer;
        }
    }

    private sealed record Frame(Actor Actor, string? Reason, string? CorrelationId, Frame? Outer)
    {
        public bool Ended { get; set; }
    }

    private sealed class Scope(ActorScope owner, Frame frame) : IDisposable
    {
        public void Dispose()
        {
            frame.Ended = true;
            owner.Pop();
        }
    }
}
