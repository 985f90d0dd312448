namespace Integrity.Toolkit.Migrated;

public enum ParcelStatus
{
    Packed,
    Sent,
    Arrived,
    Lost,
}
