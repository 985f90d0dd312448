using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Guards;
using Stateless;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <content>The same by a Stateless machine that is made for each row, as its users do.</content>
public partial class SavedMoveBenchmarks
{
    [GlobalSetup(Target = nameof(MachinePerRow))]
    public void CreateMachinePerRow() => _database = MovesDatabase.Create(Database, Keeping.ByHand, Moves, "machine");

    [Benchmark]
    public int MachinePerRow()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var row in _rows)
        {
            var machine = new StateMachine<RowStatus, RowStatus>(() => row.Status, status => row.Status = status);
            foreach (var edge in MovesContext.Flow.Transitions)
            {
                machine.Configure(edge.From).Permit(edge.To, edge.To);
            }

            machine.OnTransitioned(transition => Record(row, transition.Source, now));
            machine.Fire(Next(row.Status));
        }

        return _context.SaveChanges();
    }
}
