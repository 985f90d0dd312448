namespace Integrity.Toolkit.Migrated;

/// <summary>Guarded at first, and no longer.</summary>
public class Slip
{
    public int Id { get; set; }

    public int ParcelId { get; set; }
}
