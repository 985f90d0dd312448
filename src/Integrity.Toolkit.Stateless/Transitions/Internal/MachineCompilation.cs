namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Creates the table of a machine, or throws with every problem.</summary>
internal static class MachineCompilation
{
    public static TransitionTable<TState, TTrigger> Compile<TState, TTrigger>(
        MachineModel<TState, TTrigger> model, string name, MachineAnnotations<TState, TTrigger> statements)
        where TState : notnull
        where TTrigger : notnull
    {
        var diagnostics = new List<StateMachineDiagnostic>();
        var resolution = new OptionResolution<TState, TTrigger>(model, statements, diagnostics);
        var landings = new EntryDestinations<TState, TTrigger>(model, statements, diagnostics);
        var options = resolution.Resolve();
        landings.Prepare();
        var edges = new EdgeCompilation<TState, TTrigger>(model, options, landings, diagnostics).Compile();
        var graph = new GraphDiagnostics<TState, TTrigger>(model, statements, edges);
        diagnostics.AddRange(graph.Find(resolution.IsIncomplete || landings.IsIncomplete));
        if (diagnostics.Count > 0)
        {
            diagnostics.AddRange(OfValues(name, edges));
            throw new StateMachineTableException(name, diagnostics.AsReadOnly());
        }

        try
        {
            return Create(name, statements, graph.Kept(), edges);
        }
        catch (TransitionTableException exception)
        {
            throw new StateMachineTableException(name, [.. exception.Problems.Select(OfTable)]);
        }
    }

    private static TransitionTable<TState, TTrigger> Create<TState, TTrigger>(
        string name,
        MachineAnnotations<TState, TTrigger> statements,
        IReadOnlyList<TState> states,
        IReadOnlyList<Edge<TState, TTrigger>> edges)
        where TState : notnull
        where TTrigger : notnull
        => TransitionTable.Create<TState, TTrigger>(name, table =>
        {
            table.Initial([.. statements.Initial]);
            foreach (var state in states)
            {
                var configuration = table.Configure(state);
                foreach (var edge in edges.Where(x => EqualityComparer<TState>.Default.Equals(x.From, state)))
                {
                    Declare(configuration, edge, statements.WithReason.Contains(edge.Trigger));
                }
            }

            table.Terminal([.. statements.Terminal]);
            if (statements.UnreachableAllowed)
            {
                table.AllowUnreachable();
            }
        });

    private static void Declare<TState, TTrigger>(
        StateConfiguration<TState, TTrigger> configuration, Edge<TState, TTrigger> edge, bool requiresReason)
        where TState : notnull
        where TTrigger : notnull
        => _ = (edge.Kind, edge.Guard) switch
        {
            (EdgeKind.Permit, null) => configuration.Permit(edge.Trigger, edge.To, requiresReason),
            (EdgeKind.Permit, { } guard) => configuration.PermitIf(edge.Trigger, edge.To, guard, requiresReason),
            (EdgeKind.Reentry, null) => configuration.PermitReentry(edge.Trigger, requiresReason),
            (EdgeKind.Reentry, { } guard) => configuration.PermitReentryIf(edge.Trigger, guard, requiresReason),
            (_, null) => configuration.Ignore(edge.Trigger),
            (_, { } guard) => configuration.IgnoreIf(edge.Trigger, guard),
        };

    /// <summary>Returns the table's problems with single values, even if the table as a whole cannot be built.</summary>
    private static IEnumerable<StateMachineDiagnostic> OfValues<TState, TTrigger>(
        string name, IReadOnlyList<Edge<TState, TTrigger>> edges)
        where TState : notnull
        where TTrigger : notnull
    {
        if (edges.Count == 0)
        {
            return [];
        }

        try
        {
            TransitionTable.Create<TState, TTrigger>(name, table =>
            {
                TState[] states = [.. edges.SelectMany(x => (TState[])[x.From, x.To]).Distinct()];
                table.Initial(states).Terminal(states);
                foreach (var edge in edges.DistinctBy(x => x.Trigger))
                {
                    table.Configure(states[0]).Ignore(edge.Trigger);
                }
            });

            return [];
        }
        catch (TransitionTableException exception)
        {
            return exception.Problems.Select(OfTable);
        }
    }

    private static StateMachineDiagnostic OfTable(string problem)
    {
        var parts = problem.TrimEnd('.').Split("; ", 2);

        return new StateMachineDiagnostic("table", "the table", parts[0], parts.Length > 1 ? parts[1] : "correct it");
    }
}
