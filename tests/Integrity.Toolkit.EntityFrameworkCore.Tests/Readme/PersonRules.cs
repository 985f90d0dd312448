using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Readme;

public sealed class Person
{
    public required string Name { get; set; }

    public string? Email { get; set; }

    public int Age { get; set; }
}

public sealed class PersonRules : EntityRules<Person>
{
    public PersonRules()
    {
        For(x => x.Name).Required().MaxLength(100);
        For(x => x.Email).Email();
        For(x => x.Age).Between(0, 130);
    }
}
