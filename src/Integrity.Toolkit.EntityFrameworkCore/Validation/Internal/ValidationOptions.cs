namespace Integrity.Toolkit.Validation.Internal;

internal sealed record ValidationOptions(IntegrityMode? Mode, bool RulesFromModel, bool AllowsUnknownActor)
{
    public static readonly ValidationOptions Default = new(null, RulesFromModel: false, AllowsUnknownActor: false);
}
