using Integrity.Toolkit.SoftDelete;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Knows nothing of the toolkit, and names things its own way.</summary>
public sealed class Gadget
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public DateTimeOffset? RemovedOn { get; set; }

    public DateTime Required { get; set; } = TestTime.Start;

    public long Revision { get; set; }

    public byte[] Stamp { get; set; } = [];

    public Part? Part { get; set; }
}

/// <summary>Of a gadget; soft-deletable by its marker.</summary>
public sealed class Part : ISoftDeletable
{
    public int Id { get; set; }

    public int GadgetId { get; set; }

    public DateTime? DeletedAt { get; set; }
}
