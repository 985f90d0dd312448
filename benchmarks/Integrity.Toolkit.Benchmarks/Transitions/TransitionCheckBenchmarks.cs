using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Desk;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Benchmarks.Transitions;

/// <summary>
/// May this state follow that one? All 64 pairs of eight states, of which fifteen are permitted. A frozen set of pairs is
/// what can be had without the toolkit.
/// </summary>
public class TransitionCheckBenchmarks
{
    private const int Pairs = 64;

    private static readonly TicketStatus[] All = Enum.GetValues<TicketStatus>();

    private readonly FrozenSet<(TicketStatus From, TicketStatus To)> _set = TicketFlow.Edges.ToFrozenSet();
    private readonly FrozenDictionary<(TicketStatus From, int Trigger), TicketStatus> _byTrigger =
        TicketFlow.Edges.ToFrozenDictionary(edge => (edge.From, (int)edge.To), edge => edge.To);

    private readonly TransitionTable<TicketStatus> _dense = TicketFlow.Table;
    private readonly TransitionTable<SparseStatus> _sparse = TicketFlow.Of("sparse", Sparse);
    private readonly TransitionTable<string> _text = TicketFlow.Of("text", status => status.ToString());
    private readonly ITransitionTable _boxed = TicketFlow.Table;

    private readonly (TicketStatus From, TicketStatus To)[] _pairs = PairsOf(status => status);
    private readonly (SparseStatus From, SparseStatus To)[] _sparsePairs = PairsOf(Sparse);
    private readonly (string From, string To)[] _textPairs = PairsOf(status => status.ToString());
    private readonly (string From, string To)[] _readTextPairs = PairsOf(status => new string(status.ToString().AsSpan()));
    private readonly (object From, object To)[] _boxedPairs = PairsOf(status => (object)status);

    [Benchmark(Baseline = true, OperationsPerInvoke = Pairs)]
    public int FrozenSetOfPairs()
    {
        var permitted = 0;
        foreach (var pair in _pairs)
        {
            permitted += _set.Contains(pair) ? 1 : 0;
        }

        return Checked(permitted);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int FrozenDictionaryByTrigger()
    {
        var permitted = 0;
        foreach (var (from, to) in _pairs)
        {
            permitted += _byTrigger.TryGetValue((from, (int)to), out _) ? 1 : 0;
        }

        return Checked(permitted);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int DenseEnum()
    {
        var permitted = 0;
        foreach (var (from, to) in _pairs)
        {
            permitted += _dense.Permits(from, to) ? 1 : 0;
        }

        return Checked(permitted);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int SparseEnum()
    {
        var permitted = 0;
        foreach (var (from, to) in _sparsePairs)
        {
            permitted += _sparse.Permits(from, to) ? 1 : 0;
        }

        return Checked(permitted);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int Text()
    {
        var permitted = 0;
        foreach (var (from, to) in _textPairs)
        {
            permitted += _text.Permits(from, to) ? 1 : 0;
        }

        return Checked(permitted);
    }

    /// <summary>Texts that are equal to those of the table, but other objects, as a database gives them.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public int ReadText()
    {
        var permitted = 0;
        foreach (var (from, to) in _readTextPairs)
        {
            permitted += _text.Permits(from, to) ? 1 : 0;
        }

        return Checked(permitted);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int Boxed()
    {
        var permitted = 0;
        foreach (var (from, to) in _boxedPairs)
        {
            permitted += _boxed.Permits(from, to) ? 1 : 0;
        }

        return Checked(permitted);
    }

    private static SparseStatus Sparse(TicketStatus status) => (SparseStatus)((int)status * 100_003);

    private static (TState From, TState To)[] PairsOf<TState>(Func<TicketStatus, TState> state)
        => [.. All.SelectMany(from => All.Select(to => (state(from), state(to))))];

    private static int Checked(int permitted) => permitted == TicketFlow.Edges.Length
        ? permitted
        : throw new InvalidOperationException($"{permitted} pairs were permitted.");
}
