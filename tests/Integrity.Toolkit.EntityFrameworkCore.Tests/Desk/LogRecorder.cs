using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Records the toolkit's log messages.</summary>
public sealed class LogRecorder : ILoggerProvider, ILogger
{
    public List<(int Id, LogLevel Level, string Text)> Messages { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 76000 and < 77000)
        {
            lock (Messages)
            {
                Messages.Add((eventId.Id, logLevel, formatter(state, exception)));
            }
        }
    }

    public void Dispose()
    {
    }
}
