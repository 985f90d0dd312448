namespace Integrity.Toolkit.Hooks;

internal sealed record HooksOptions(IntegrityMode? Mode, IntegrityMode? SetBased, int MaxRounds, HookTypes Types)
{
    public static readonly HooksOptions Default = new(null, null, HooksDefaults.MaxRounds, HookTypes.None);
}
