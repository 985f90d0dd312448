using Integrity.Toolkit;

namespace Casework.Tickets.Demo;

/// <summary>The people who can act in the demo. A real host has sign-in instead.</summary>
internal static class DemoPeople
{
    public const string Anna = "anna";
    public const string Bela = "bela";
    public const string Maria = "maria";
    public const string Chris = "chris";
    public const string Dana = "dana";

    public const int Acme = 1;
    public const int Globex = 2;

    public static IReadOnlyList<Organization> Organizations { get; } =
    [
        new() { Id = Acme, Name = "Acme Tools" },
        new() { Id = Globex, Name = "Globex Travel" },
    ];

    public static IReadOnlyList<Person> All { get; } =
    [
        new() { Id = Anna, Name = "Anna Lind", Email = "anna@desk.example", Role = DeskRole.Agent },
        new() { Id = Bela, Name = "Bela Kovacs", Email = "bela@desk.example", Role = DeskRole.Agent },
        new() { Id = Maria, Name = "Maria Rossi", Email = "maria@desk.example", Role = DeskRole.Manager },
        new()
        {
            Id = Chris,
            Name = "Chris Park",
            Email = "chris@acme.example",
            Role = DeskRole.Customer,
            OrganizationId = Acme,
        },
        new()
        {
            Id = Dana,
            Name = "Dana Weiss",
            Email = "dana@globex.example",
            Role = DeskRole.Customer,
            OrganizationId = Globex,
        },
    ];

    public static string NameOf(Actor actor) => Find(actor.Id)?.Name ?? actor.Id ?? "Unknown";

    public static Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);
}
