using Integrity.Toolkit.Benchmarks.Desk;

namespace Integrity.Toolkit.Benchmarks.Transitions;

public sealed record LoggedEvent(TicketStatus Status, string Agent);
