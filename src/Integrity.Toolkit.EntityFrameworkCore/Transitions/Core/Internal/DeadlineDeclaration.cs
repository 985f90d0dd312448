
namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A property that keeps the time until which something has to happen, by the state and a priority.</summary>
internal sealed record DeadlineDeclaration(string Property, string? Priority, IReadOnlyList<DeadlineStates> Stages);
