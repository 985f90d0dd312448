namespace Integrity.Toolkit.Hooks.Internal;

internal sealed record HooksOptions(EnforcementMode? Mode, EnforcementMode? SetBased, int MaxRounds, HookTypes Types)
{
    public static readonly HooksOptions Default = new(null, null, HooksDefaults.MaxRounds, HookTypes.None);
}
