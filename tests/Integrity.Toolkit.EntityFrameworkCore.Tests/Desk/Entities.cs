using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Versioning;

namespace Integrity.Toolkit.Tests.Desk;

public enum TicketStatus
{
    New,
    Opened,
    Resolved,
    Closed,
}

public enum TicketTrigger
{
    Open,
    Resolve,
    Reopen,
    Close,
    Assign,
}

/// <summary>Everything at once: soft-deletable, versioned, with a status, and with every kind of relationship.</summary>
public sealed class Ticket : ISoftDeletable, IVersioned
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public int Priority { get; set; }

    public string? Code { get; set; }

    public TicketStatus Status { get; set; }

    public DateTime? DeletedAt { get; set; }

    public int Version { get; set; }

    public Address Address { get; set; } = new();

    public List<Label> Labels { get; set; } = [];

    public Details Details { get; set; } = new();

    public Money Budget { get; set; } = new();

    public List<Tag> Tags { get; set; } = [];

    public List<Comment> Comments { get; set; } = [];

    public List<Attachment> Attachments { get; set; } = [];

    public List<Note> Notes { get; set; } = [];
}

/// <summary>Owned, in the ticket's table.</summary>
public sealed class Address
{
    public string City { get; set; } = "Ulm";

    public Geo Geo { get; set; } = new();
}

/// <summary>Owned by an owned type.</summary>
public sealed class Geo
{
    public int Latitude { get; set; } = 48;
}

/// <summary>Owned, in a table of its own.</summary>
public sealed class Label
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>Owned, as JSON.</summary>
public sealed class Details
{
    public string Channel { get; set; } = "phone";
}

/// <summary>A complex type.</summary>
public sealed class Money
{
    public int Amount { get; set; } = 10;
}

/// <summary>Many to many.</summary>
public sealed class Tag
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Ticket> Tickets { get; set; } = [];
}

/// <summary>A required dependent that is soft-deletable too.</summary>
public sealed class Comment : ISoftDeletable
{
    public int Id { get; set; }

    public string Text { get; set; } = "";

    public int TicketId { get; set; }

    public DateTime? DeletedAt { get; set; }
}

/// <summary>A required dependent that is not soft-deletable.</summary>
public sealed class Attachment
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    public List<Reaction> Reactions { get; set; } = [];
}

/// <summary>A required dependent of an entity that is not soft-deletable; soft-deletable if a test declares it.</summary>
public sealed class Reaction
{
    public int Id { get; set; }

    public int AttachmentId { get; set; }
}

/// <summary>An optional dependent.</summary>
public sealed class Note
{
    public int Id { get; set; }

    public int? TicketId { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>An entity without blocks.</summary>
public sealed class Plain
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
