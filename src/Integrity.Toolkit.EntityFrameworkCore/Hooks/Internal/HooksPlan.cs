using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The hooks of an entity type, in the order in which they are called.</summary>
internal sealed record HooksPlan(EnforcementMode Mode, EnforcementMode SetBased) : BlockPlan(HooksConvention.BlockName, Mode)
{
    private readonly HookCall[][] _calls = Array.ConvertAll(HookPointExtensions.All, _ => Array.Empty<HookCall>());

    public required IReadOnlyList<HookCall> Calls
    {
        get;
        init
        {
            field = value;
            HasAsyncOnly = value.Any(call => call.IsAsyncOnly);
            foreach (var calls in value.GroupBy(call => call.Point))
            {
                _calls[(int)calls.Key] = [.. calls];
            }
        }
    }

    /// <summary>The properties that an update may write. The names of properties in complex types include the path.</summary>
    public required (string Path, IProperty Property)[] Members { get; init; }

    /// <summary>The names of the members that are not properties: owned navigations and complex collections.</summary>
    public required string[] Parts { get; init; }

    public bool HasAsyncOnly { get; private init; }

    public override EnforcementMode SetBasedMode => SetBased;

    /// <summary>A set-based statement has no entities for hooks.</summary>
    public override IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written)
        => EntityOperation.Update.GetPoints()
            .Except([HookPoint.AfterRollback, HookPoint.SaveFailed])
            .SelectMany(At)
            .Where(call => call.Members.Count == 0
                || Members.Any(member => written.Contains(member.Property) && call.Members.Any(path => IsAtOrBelow(member.Path, path))))
            .Select(call => call.Name);

    public HookCall[] At(HookPoint point) => _calls[(int)point];

    public bool Has(HookPoint point) => _calls[(int)point].Length > 0;

    /// <summary>Whether a hook is called before an operation.</summary>
    public bool HasBefore(EntityOperation operation)
    {
        var (first, second) = operation.GetPointsBefore();
        return Has(first) || Has(second);
    }

    /// <summary>Whether a hook is called after the SQL of an operation.</summary>
    public bool HasAfter(EntityOperation operation)
    {
        var (first, second) = operation.GetPointsAfter();
        return Has(first) || Has(second) || Has(HookPoint.AfterCommit) || Has(HookPoint.AfterRollback);
    }

    /// <summary>Whether a path selects a member that can change: a property, or a member that contains properties.</summary>
    public bool IsMember(string path)
    {
        foreach (var member in Members)
        {
            if (IsAtOrBelow(member.Path, path))
            {
                return true;
            }
        }

        return Parts.Contains(path);
    }

    public static bool IsAtOrBelow(string member, string path)
        => member.StartsWith(path, StringComparison.Ordinal) && (member.Length == path.Length || member[path.Length] == '.');

    public void EnsureMember(IEntityType entityType, string path)
    {
        if (!IsMember(path))
        {
            throw new ArgumentException(
                $"{entityType.ShortName()} has no mapped member '{path}'. Specify a property, a complex property or one of its "
                + "members, or an owned navigation.",
                nameof(path));
        }
    }

    public IProperty Property(IEntityType entityType, string path)
    {
        foreach (var member in Members)
        {
            if (member.Path == path)
            {
                return member.Property;
            }
        }

        throw new ArgumentException(
            $"{entityType.ShortName()} has no mapped property '{path}', so it has no original value. Specify a property; for a "
            + "property of a complex type, include the path, such as x => x.Price.Amount.",
            nameof(path));
    }
}
