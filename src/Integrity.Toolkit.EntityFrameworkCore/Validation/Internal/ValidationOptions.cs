namespace Integrity.Toolkit.Validation.Internal;

internal sealed record ValidationOptions(EnforcementMode? Mode, bool RulesFromModel, bool AllowsUnknownActor)
{
    public static readonly ValidationOptions Default = new(null, RulesFromModel: false, AllowsUnknownActor: false);
}
