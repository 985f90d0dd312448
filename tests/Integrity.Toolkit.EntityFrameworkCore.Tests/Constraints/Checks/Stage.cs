namespace Integrity.Toolkit.Tests.Constraints.Checks;

public enum Stage
{
    Assigned,
    Working,
    Done,
}
