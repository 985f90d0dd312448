namespace Casework.Tickets.Queries;

/// <summary>A state other than the current one, and whether the ticket can change to it.</summary>
/// <param name="To">The state.</param>
/// <param name="Permitted">Whether the transition is permitted, given a reason if one is required.</param>
/// <param name="ReasonRequired">Whether a reason is required.</param>
/// <param name="Code">The code of the violation, if the transition is not permitted.</param>
/// <param name="Why">The message of the violation, or the conditions that are not met.</param>
public sealed record NextStep(string To, bool Permitted, bool ReasonRequired, string? Code, string? Why);
