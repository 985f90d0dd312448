using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Versioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Casework.Tickets;

/// <summary>All that the ticket page shows.</summary>
public sealed record TicketView(Ticket Ticket, int Version)
{
    public DateTime? DeletedAt { get; private init; }

    public string? DeletedBy { get; private init; }

    public string? DeletionReason { get; private init; }

    public IReadOnlyList<TransitionRecord> Timeline { get; private init; } = [];

    public IReadOnlyList<TransitionStep> Steps { get; private init; } = [];

    public IReadOnlyList<(string State, string Why)> Blocked { get; private init; } = [];

    public string Diagram { get; private init; } = "";

    public static async Task<TicketView> OfAsync(EntityEntry<Ticket> entry)
    {
        var steps = entry.NextSteps();
        var table = entry.TransitionTable();
        return new TicketView(entry.Entity, entry.Property<int>(VersioningDefaults.Version).CurrentValue)
        {
            DeletedAt = entry.Property<DateTime?>(SoftDeleteDefaults.DeletedAt).CurrentValue,
            DeletedBy = entry.Property<string?>(SoftDeleteDefaults.DeletedBy).CurrentValue,
            DeletionReason = entry.Property<string?>(SoftDeleteDefaults.DeletionReason).CurrentValue,
            Timeline = await entry.Transitions().ToListAsync(),
            Steps = steps,
            Blocked =
            [
                .. from state in table.States.Cast<string>().Except(steps.Select(step => (string)step.Transition.To))
                   let check = entry.CanMoveTo(state)
                   where !check.Allowed
                   select (state, check.Refusals[0].Message),
            ],
            Diagram = table.ToMermaid(entry.Entity.Status),
        };
    }
}
