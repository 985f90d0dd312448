using Integrity.Toolkit.SoftDelete;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An entity without blocks, with unusual names.</summary>
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

/// <summary>A part of a gadget; soft-deletable by its interface.</summary>
public sealed class Part : ISoftDeletable
{
    public int Id { get; set; }

    public int GadgetId { get; set; }

    public DateTime? DeletedAt { get; set; }
}
