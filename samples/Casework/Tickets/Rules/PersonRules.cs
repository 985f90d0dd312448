using Integrity.Toolkit.Validation;

namespace Casework.Tickets.Rules;

public sealed class PersonRules : EntityRules<Person>
{
    public PersonRules()
    {
        For(x => x.Name).Required().MaxLength(200);
        For(x => x.Email).Required().Email();
        For(x => x.Role).OneOf(DeskRole.Customer, DeskRole.Agent, DeskRole.Manager);
        Rule(x => x.OrganizationId == null || x.Role == DeskRole.Customer, "person.organization")
            .On(x => x.OrganizationId);
    }
}
