using System.Runtime.CompilerServices;
using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>One run of a rule set over one entity and its nested objects.</summary>
internal ref struct RuleRun(RuleContext context, IRuleSubject? subject, string name, bool onlyAsks)
{
    /// <summary>The evaluated conditions of the current rule set, and the conditions that are met.</summary>
    public ulong Known;

    /// <inheritdoc cref="Known"/>
    public ulong Met;

    /// <summary>The current rule of the current member; -1 for none.</summary>
    public int Step = -1;

    /// <summary>The current item of the current member; -1 for none.</summary>
    public int Index = -1;

    /// <summary>Whether an error was found.</summary>
    public bool Failed;

    /// <summary>Whether only rules whose members change run.</summary>
    public bool Filters = subject is not null && context.Operation is not (null or EntityOperation.Create);

    public List<IntegrityViolation>? Violations;
    public List<DatabaseRuleCheck>? Questions;
    private HashSet<(EntityRules Rules, object Entity)>? _visited;

    public readonly RuleContext Context => context;

    public readonly IRuleSubject? Subject => subject;

    /// <summary>Whether the result is final before the end of the run.</summary>
    public readonly bool IsDecided => onlyAsks && Failed;

    /// <summary>Whether the caller evaluates database rules.</summary>
    public readonly bool CollectsQuestions => Questions is not null;

    public readonly (int Violations, int Questions) Mark => (Violations?.Count ?? 0, Questions?.Count ?? 0);

    /// <summary>Returns whether a member changes. Members of nested objects are assumed to change.</summary>
    public readonly bool IsModified(RuleMember member) => !Filters || subject!.IsModified(member);

    public readonly bool IsModified(RuleMember[] members)
    {
        foreach (var member in members)
        {
            if (IsModified(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Records that an object is being checked; false if it was already recorded.</summary>
    public bool Visit(EntityRules rules, object entity)
        => (_visited ??= new(VisitComparer.Instance)).Add((rules, entity));

    /// <summary>Records a failure, and returns whether it is an error.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool AddViolation<TValue>(RuleDescription rule, TValue value, bool hasValue = true)
    {
        var isError = rule.Severity == ViolationSeverity.Error;
        Failed |= isError;
        if (!onlyAsks)
        {
            var shown = hasValue && Shows(rule);
            Add(rule.CreateViolation(name, Key, PathTo(rule.Member), shown ? value : null, shown));
        }

        return isError;
    }

    /// <summary>Records that a rule or the reading of a member threw an exception.</summary>
    public void Fault(Exception exception, RuleDescription? rule, RuleMember? member, string what)
    {
        var severity = rule?.Severity ?? ViolationSeverity.Error;
        Failed |= severity == ViolationSeverity.Error;
        if (!onlyAsks)
        {
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["rule"] = rule?.Code,
                ["what"] = what,
                ["exception"] = exception.GetType().Name,
            };
            if (context.ShowsValues && member is not { IsSensitive: true })
            {
                arguments["detail"] = exception.Message;
            }

            Add(new IntegrityViolation(
                RuleCodes.RuleFailed, name, RuleMessages.Of(RuleCodes.RuleFailed), PathTo(member), Key, arguments, severity));
        }
    }

    /// <summary>Records that the objects are nested too deeply.</summary>
    public void ThrowIfTooDeep()
    {
        Failed = true;
        if (!onlyAsks)
        {
            Add(new IntegrityViolation(RuleCodes.TooDeep, name, RuleMessages.Of(RuleCodes.TooDeep), path: null, Key));
        }
    }

    /// <summary>Adds a database rule.</summary>
    public readonly void AddDatabaseCheck(RuleDescription rule, object entity, object?[] values)
        => Questions!.Add(new DatabaseRuleCheck(rule, entity, subject!, values, PathTo(rule.Member), Shows(rule)));

    /// <summary>Prepends a path to everything that was found since a position.</summary>
    public readonly void PutUnder(MemberPath path, (int Violations, int Questions) mark)
    {
        for (var i = mark.Violations; i < Violations?.Count; i++)
        {
            Violations[i].PutUnder(path);
        }

        for (var i = mark.Questions; i < Questions?.Count; i++)
        {
            Questions[i].PutUnder(path);
        }
    }

    public readonly MemberPath? PathTo(RuleMember? member)
        => member is null || Index < 0 ? member?.Path : member.Path.At(Index);

    private readonly IReadOnlyList<object?> Key => subject?.Key ?? [];

    private readonly bool Shows(RuleDescription rule)
        => context.ShowsValues && rule.Member is { IsSensitive: false };

    private void Add(IntegrityViolation violation) => (Violations ??= new(8)).Add(violation);
}
