namespace Integrity.Toolkit.Migrated;

public enum ParcelEvent
{
    Send,
    Arrive,
    Lose,
}
