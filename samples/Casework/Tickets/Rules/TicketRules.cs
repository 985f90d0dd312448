using Integrity.Toolkit;
using Integrity.Toolkit.Validation;

namespace Casework.Tickets.Rules;

/// <summary>The rules of tickets, which apply to every save.</summary>
public sealed class TicketRules : EntityRules<Ticket>
{
    public TicketRules()
    {
        For(x => x.OrganizationId).Exists<Organization>();
        For(x => x.Number).Between(1, 999_999).CheckInDatabase().Unique(x => x.OrganizationId);
        For(x => x.Subject).Required().MaxLength(200).Must(IsNotShouted, "ticket.capitals")
            .WithMessage(_ => "Ticket.Subject is all in capitals. Use sentence case.");
        For(x => x.Description).Required().MaxLength(4000);
        For(x => x.Kind).OneOf([.. TicketKind.All]).CheckInDatabase();
        For(x => x.Priority).OneOf([.. TicketPriority.All]).CheckInDatabase();
        For(x => x.RequesterId).Required().Exists<Person>();
        For(x => x.AssigneeId).Exists<Person>();
        For(x => x.CustomerEmail).Email();
        When(x => x.Kind == TicketKind.Customer, () => For(x => x.CustomerEmail).Required());
        For(x => x.Satisfaction).Between(1, 5).CheckInDatabase();

        For(x => x.Tier).OneOf([.. ServiceTier.All]).CheckInDatabase().ChangedOnlyBy(DeskRole.Manager).WithMessage(ManagersOnly);
        OnCreate(() => For(x => x.Tier).ChangedOnlyBy(DeskRole.Manager).WithMessage(ManagersOnly));
        Rule(x => x.Tier == null || x.Kind == TicketKind.Customer, "ticket.tier").On(x => x.Tier)
            .WithMessage(_ => "Ticket.Tier is for customers only. Choose none for internal tickets.")
            .CheckInDatabase();

        For(x => x.CreatedAt).NotInFuture();
        For(x => x.DueAt).NotBefore(x => x.CreatedAt).CheckInDatabase();
        For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt).CheckInDatabase();
        For(x => x.ClosedAt).NotBefore(x => x.CreatedAt).CheckInDatabase().NotBefore(x => x.ResolvedAt).CheckInDatabase();
    }

    private static string ManagersOnly(IntegrityViolation violation)
        => $"{violation.Entity}.{violation.Path} can be changed only by a manager. Ask a manager, or leave it unchanged.";

    private static bool IsNotShouted(string subject)
        => subject.Count(char.IsUpper) < 8 || subject.Any(char.IsLower);
}
