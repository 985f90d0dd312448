namespace Integrity.Toolkit.Migrated;

/// <summary>An entity that was guarded, and no longer is.</summary>
public class Slip
{
    public int Id { get; set; }

    public int ParcelId { get; set; }
}
