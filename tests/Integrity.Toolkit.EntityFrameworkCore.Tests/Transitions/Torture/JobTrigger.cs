namespace Integrity.Toolkit.Tests.Transitions.Torture;

internal enum JobTrigger
{
    Take,
    Reassign,
    Park,
    Submit,
    Reject,
    Accept,
    Reopen,
}
