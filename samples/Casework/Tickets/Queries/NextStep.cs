namespace Casework.Tickets.Queries;

/// <summary>A state other than the present one, and whether the ticket may go there now.</summary>
/// <param name="To">The state.</param>
/// <param name="Permitted">Whether it may, given a reason where one is needed.</param>
/// <param name="ReasonRequired">Whether only with a reason.</param>
/// <param name="Code">Why not: the violation's code.</param>
/// <param name="Why">Why not: the violation's message, or what is not the case yet.</param>
public sealed record NextStep(string To, bool Permitted, bool ReasonRequired, string? Code, string? Why);
