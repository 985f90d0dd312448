namespace Integrity.Toolkit.Benchmarks.Transitions;

public sealed record Trace(int Id, IReadOnlyList<LoggedEvent> Events);
