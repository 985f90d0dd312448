namespace Integrity.Toolkit.Migrated;

/// <summary>An entity with all guards.</summary>
public class Parcel
{
    public int Id { get; set; }

    public string? Title { get; set; }

    public string Code { get; set; } = "";

    public int Weight { get; set; }

    public ParcelStatus Status { get; set; }

    public List<Slip> Slips { get; } = [];
}
