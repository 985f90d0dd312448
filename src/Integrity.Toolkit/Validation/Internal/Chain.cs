using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The rules of one value, in their order; the first error stops the evaluation of this value.</summary>
internal sealed class Chain<T, TValue>(RuleMember member)
    where T : notnull
{
    /// <summary>Evaluated first, so that a null check does not box values, even in unoptimized code.</summary>
    private readonly bool _canBeNull = default(TValue) is null;

    private readonly List<ChainRule<T, TValue>> _declared = [];
    private readonly List<ChainPart<T, TValue>> _declaredParts = [];
    private ChainRule<T, TValue>[] _all = [];
    private PlainRule<TValue>[] _plain = [];
    private ChainPart<T, TValue>[] _parts = [];
    private bool _isPlain;

    /// <summary>Whether the rules run only when the member itself changes.</summary>
    public bool IsPlain => _isPlain;

    /// <summary>Whether evaluation continues after the first error.</summary>
    public bool GoesOn { get; set; }

    public void Add(ChainRule<T, TValue> rule) => _declared.Add(rule);

    public void Add(ChainPart<T, TValue> part) => _declaredParts.Add(part);

    public void Freeze()
    {
        _declared.ForEach(rule => rule.Freeze(member));
        _declaredParts.ForEach(part => part.Freeze(member));
        _all = [.. _declared];
        _parts = [.. _declaredParts];
        _isPlain = _all.All(rule => rule.IsPlain) && _parts.Length == 0;

        // A rule that only rejects null does not apply to a value.
        _plain = _isPlain
            ? [.. _all.Index().Where(item => item.Item.Rule is not null)
                .Select(item => new PlainRule<TValue>(item.Item.Rule!, item.Item.About, item.Index))]
            : [];
    }

    public RuleDescription? At(int step) => (uint)step < (uint)_all.Length ? _all[step].About : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Check(T entity, TValue value, bool isModified, ref RuleRun run)
    {
        if (!_isPlain || (_canBeNull && value is null))
        {
            CheckAll(entity, value, isModified, ref run);

            return;
        }

        var plain = _plain;
        for (var i = 0; i < plain.Length; i++)
        {
            ref readonly var rule = ref plain[i];
            run.Step = rule.Step;
            if (!rule.Rule.IsMet(value) && run.AddViolation(rule.About, value) && !GoesOn)
            {
                break;
            }
        }
    }

    private void CheckAll(T entity, TValue value, bool isModified, ref RuleRun run)
    {
        var passed = true;
        for (var i = 0; i < _all.Length; i++)
        {
            var rule = _all[i];
            run.Step = i;
            if (rule.Applies(entity, isModified, ref run) && !rule.IsMet(entity, value, ref run)
                && run.AddViolation(rule.About, value))
            {
                passed = false;
                if (!GoesOn)
                {
                    return;
                }
            }
        }

        run.Step = -1;
        if (!passed || (_canBeNull && value is null))
        {
            return;
        }

        foreach (var part in _parts)
        {
            part.Check(entity, value, isModified, ref run);
        }
    }
}
