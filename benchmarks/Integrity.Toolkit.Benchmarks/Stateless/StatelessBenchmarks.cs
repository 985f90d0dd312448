using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Desk;
using Stateless;

namespace Integrity.Toolkit.Benchmarks.Stateless;

/// <summary>
/// Whether a state may follow another, for 1,000 entities: asked of a Stateless machine that is made for each of them, as its
/// users do, and of the table that all of them share.
/// </summary>
public class StatelessBenchmarks
{
    private const int Entities = 1_000;

    private readonly TicketStatus[] _states = new TicketStatus[Entities];

    [Benchmark(Baseline = true, OperationsPerInvoke = Entities)]
    public int MachinePerEntity()
    {
        var permitted = 0;
        for (var i = 0; i < Entities; i++)
        {
            var at = i;
            var machine = new StateMachine<TicketStatus, TicketStatus>(() => _states[at], state => _states[at] = state);
            foreach (var (from, to) in TicketFlow.Edges)
            {
                machine.Configure(from).Permit(to, to);
            }

            permitted += machine.CanFire(TicketStatus.Assigned) ? 1 : 0;
        }

        return permitted;
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public int SharedTable()
    {
        var permitted = 0;
        foreach (var state in _states)
        {
            permitted += TicketFlow.Table.Permits(state, TicketStatus.Assigned) ? 1 : 0;
        }

        return permitted;
    }
}
