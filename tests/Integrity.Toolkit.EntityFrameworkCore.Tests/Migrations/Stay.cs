namespace Integrity.Toolkit.Tests.Migrations;

public sealed class Stay
{
    public int Id { get; set; }

    public int RoomId { get; set; }

    public DateOnly From { get; set; }

    public DateOnly? Until { get; set; }

    public string? Note { get; set; }
}
