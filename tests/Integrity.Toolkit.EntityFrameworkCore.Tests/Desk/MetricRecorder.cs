using System.Diagnostics.Metrics;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Records the toolkit's metrics in the async flow of one test.</summary>
public sealed class MetricRecorder : IDisposable
{
    private static readonly AsyncLocal<MetricRecorder?> Listening = new();

    private readonly MeterListener _listener = new();

    public MetricRecorder(string counter = "integrity.violations")
    {
        Listening.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Integrity.Toolkit" && instrument.Name == counter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };

        // Measurements of concurrent tests are received too, but belong to other async flows.
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (Listening.Value == this)
            {
                Assert.Equal(1, count);
                Counted.Add(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
            }
        });
        _listener.Start();
    }

    public List<string> Counted { get; } = [];

    public void Dispose() => _listener.Dispose();
}
