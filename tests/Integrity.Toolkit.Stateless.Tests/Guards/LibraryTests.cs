using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>Says what is not tested where the package feed lacks the library.</summary>
public sealed class LibraryTests
{
    private static readonly Type? Entry =
        typeof(MachineTableException).Assembly.GetType("Integrity.Toolkit.Transitions.StateMachineExtensions");

#if STATELESS
    [Fact]
    public void Where_the_feed_has_the_library_machines_become_tables() => Assert.NotNull(Entry);

    [Fact]
    public void The_library_is_one_that_tells_internal_transitions_apart()
        => Assert.True(Machines.StatelessLibrary.Version >= new Version(5, 17));
#else
    [Fact(Skip = "The package feed lacks Stateless: ToTransitionTable, the reader of machines, and the comparison of tables "
        + "with machines that are fired are left out. What follows from what a machine tells is tested on paper.")]
    public void Where_the_feed_has_the_library_machines_become_tables()
    {
    }

    [Fact]
    public void Where_the_feed_lacks_the_library_the_entry_is_left_out() => Assert.Null(Entry);
#endif
}
