using System.Diagnostics.Metrics;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Hears what the toolkit counts in the flow of one test.</summary>
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

        // Tests that run at the same time are heard too, but count in a flow of their own.
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
