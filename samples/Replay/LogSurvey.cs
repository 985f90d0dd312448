using System.Collections;
using Integrity.Toolkit.Transitions;
using Samples.Shared;

namespace Replay;

/// <summary>
/// The first pass over a log: validates it, and collects the start of each trace and the order of states. Uses a few bytes
/// per event.
/// </summary>
internal sealed class LogSurvey
{
    /// <summary>The name of the learned table and of the one that it replaces.</summary>
    public const string TableName = "ticket";

    private readonly List<DateTime> _begins = [];
    private readonly List<int> _ends = [];
    private readonly List<int> _path = [];
    private readonly List<string> _states = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    private LogSurvey()
    {
    }

    public int Traces => _begins.Count;

    public int Learned { get; private set; }

    /// <summary>The traces that are played, by their position in the file.</summary>
    public BitArray Played { get; private set; } = new(0);

    public TransitionTable<string> Table { get; private set; } = null!;

    public static LogSurvey Of(ReplayOptions options, ReplayProgress progress, CancellationToken cancellationToken)
    {
        var survey = new LogSurvey();
        using (var log = new XesReader(options.Log, options.Lifecycle))
        {
            while (log.Next() is { } trace)
            {
                cancellationToken.ThrowIfCancellationRequested();
                survey.Add(trace);
                progress.Read(trace.Events.Count);
            }
        }

        survey.Learn(options);
        return survey;
    }

    private void Add(XesTrace trace)
    {
        _begins.Add(trace.Begin);
        string? last = null;
        foreach (var state in trace.Events.Select(@event => @event.State).Where(state => state != last))
        {
            last = state;
            _path.Add(Id(state));
        }

        _ends.Add(_path.Count);
    }

    private int Id(string state)
    {
        if (!_ids.TryGetValue(state, out var id))
        {
            _ids.Add(state, id = _states.Count);
            _states.Add(state);
        }

        return id;
    }

    private void Learn(ReplayOptions options)
    {
        if (Traces == 0)
        {
            throw new CommandException($"{options.Log}: the log has no traces.");
        }

        // The sort is stable, so that traces with the same time stay in file order.
        var order = Enumerable.Range(0, Traces).OrderBy(trace => _begins[trace]).ToList();
        Learned = (int)decimal.Floor(Traces * options.Learn);
        Played = new BitArray(Traces, true);
        var learner = new TransitionLearner<string>();
        foreach (var trace in order.Take(Learned))
        {
            var begin = trace == 0 ? 0 : _ends[trace - 1];
            learner.ObserveTrace(_path.GetRange(begin, _ends[trace] - begin).Select(id => _states[id]));
            Played[trace] = Learned == Traces;
        }

        try
        {
            Table = learner.ToTable(TableName);
        }
        catch (TransitionTableException)
        {
            throw new CommandException(
                $"{options.Log}: nothing to learn from: {Learned} of {Traces} traces are used for learning, and they have "
                + "no events. Raise --learn.");
        }
    }
}
