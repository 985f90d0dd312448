using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableSharingTests
{
    private const int Calls = 10_000;

    private enum Bytes : byte { Low = 0, Middle = 127, High = 255 }

    private enum SignedBytes : sbyte { Low = -128, Middle = 0, High = 127 }

    private enum Shorts : short { Low = -3, Middle = 0, High = 3 }

    private enum UnsignedShorts : ushort { Low = 32_700, Middle = 32_768, High = ushort.MaxValue }

    private enum Negatives { Low = -10, Middle = -9, High = -1 }

    private enum Unsigned : uint { Low = 0, Middle = 1, High = uint.MaxValue }

    private enum Longs : long { Low = long.MaxValue - 2, Middle = long.MaxValue - 1, High = long.MaxValue }

    private enum UnsignedLongs : ulong { Low = 0, Middle = 1, High = ulong.MaxValue }

    private enum Widest : long { Low = long.MinValue, Middle = 0, High = long.MaxValue }

    private enum JustDense { Low = 0, Middle = 1, High = 1023 }

    private enum JustSparse { Low = 0, Middle = 1, High = 1024 }

    [Fact]
    public void Permits_allocates_nothing_for_any_enum()
    {
        Assert.Equal(0, Allocated(Bytes.Low, Bytes.Middle, Bytes.High));
        Assert.Equal(0, Allocated(SignedBytes.Low, SignedBytes.Middle, SignedBytes.High));
        Assert.Equal(0, Allocated(Shorts.Low, Shorts.Middle, Shorts.High));
        Assert.Equal(0, Allocated(UnsignedShorts.Low, UnsignedShorts.Middle, UnsignedShorts.High));
        Assert.Equal(0, Allocated(Negatives.Low, Negatives.Middle, Negatives.High));
        Assert.Equal(0, Allocated(Unsigned.Low, Unsigned.Middle, Unsigned.High));
        Assert.Equal(0, Allocated(Longs.Low, Longs.Middle, Longs.High));
        Assert.Equal(0, Allocated(UnsignedLongs.Low, UnsignedLongs.Middle, UnsignedLongs.High));
        Assert.Equal(0, Allocated(Widest.Low, Widest.Middle, Widest.High));
        Assert.Equal(0, Allocated(JustDense.Low, JustDense.Middle, JustDense.High));
        Assert.Equal(0, Allocated(JustSparse.Low, JustSparse.Middle, JustSparse.High));
    }

    [Fact]
    public void Permits_allocates_nothing_for_other_state_types()
    {
        Assert.Equal(0, Allocated(1, 2, 3));
        Assert.Equal(0, Allocated("low", "middle", "high"));
        Assert.Equal(0, Allocated(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()));
    }

    [Fact]
    public async Task Sixty_four_threads_get_the_same_results()
    {
        var table = TicketFlow.Table;
        var expected = Answers(table);
        using var start = new Barrier(64);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();

                return Enumerable.Range(0, 50).Select(_ => Answers(table)).Distinct().Single();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    private static string Answers(TransitionTable<TicketStatus, TicketTrigger> table)
        => string.Join(
            ' ',
            from x in Enum.GetValues<TicketStatus>()
            from y in Enum.GetValues<TicketStatus>()
            from trigger in Enum.GetValues<TicketTrigger>()
            select $"{table.Permits(x, y)}{table.IsInitial(x)}{table.IsTerminal(y)}{table.Ignores(x, trigger)}"
                + $"{table.Next(x).Count}{table.Find(x, trigger).Count}{table.PermittedTriggers(x).Count}");

    private static long Allocated<TState>(TState low, TState middle, TState high)
        where TState : notnull
    {
        var table = TransitionTable.Create<TState>("t", t => t
            .Initial(low).Permit(low, middle).Permit(middle, high).Permit(high, low));
        Assert.Equal((3 * Calls, 6 * Calls), Ask(table, low, middle, high));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Ask(table, low, middle, high);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int Yes, int No) Ask<TState>(TransitionTable<TState> table, TState low, TState middle, TState high)
        where TState : notnull
    {
        var (yes, no) = (0, 0);
        for (var i = 0; i < Calls; i++)
        {
            yes += table.Permits(low, middle) ? 1 : 0;
            yes += table.Permits(middle, high) ? 1 : 0;
            yes += table.Permits(high, low) ? 1 : 0;
            no += table.Permits(low, low) ? 0 : 1;
            no += table.Permits(low, high) ? 0 : 1;
            no += table.Permits(middle, low) ? 0 : 1;
            no += table.Permits(middle, middle) ? 0 : 1;
            no += table.Permits(high, middle) ? 0 : 1;
            no += table.Permits(high, high) ? 0 : 1;
        }

        return (yes, no);
    }
}
