
namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A property with a deadline that depends on the state and a priority.</summary>
internal sealed record DeadlineDeclaration(string Property, string? Priority, IReadOnlyList<DeadlineStates> Stages);
