using System.Globalization;

namespace Replay;

/// <summary>A progress line on standard error, which is updated in place on a terminal.</summary>
internal sealed class ReplayProgress(TextWriter? terminal)
{
    private const int Step = 2_000;

    private long _read;
    private long _played;
    private long _shown;

    public void Read(int events)
    {
        _read += events;
        Show();
    }

    public void Played(int events)
    {
        _played += events;
        Show();
    }

    public void Done() => terminal?.Write(_shown > 0 ? "\r\u001b[K" : "");

    private void Show()
    {
        if (terminal is not null && _read + _played - _shown >= Step)
        {
            _shown = _read + _played;
            terminal.Write(
                string.Create(CultureInfo.InvariantCulture, $"\r{_read:N0} events read, {_played:N0} played"));
        }
    }
}
