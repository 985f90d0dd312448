namespace Integrity.Toolkit.Tests.Validation.Desk;

public enum CustomerStatus
{
    Active,
    Paused,
    Closed,
}
