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

    /// <summary>Every property that an update may write, those of complex values with the way to them.</summary>
    public required (string Path, IProperty Property)[] Members { get; init; }

    /// <summary>The names of the members that are more than properties: what the type owns, and complex collections.</summary>
    public required string[] Parts { get; init; }

    public bool HasAsyncOnly { get; private init; }

    public override EnforcementMode SetBasedMode => SetBased;

    /// <summary>A set-based write has no entities that hooks could be called with.</summary>
    public override IEnumerable<string> Missed(IReadOnlyCollection<IProperty> written)
        => EntityOperation.Update.GetPoints()
            .Except([HookPoint.AfterRollback, HookPoint.SaveFailed])
            .SelectMany(At)
            .Where(call => call.Members.Count == 0
                || Members.Any(member => written.Contains(member.Property) && call.Members.Any(path => IsAtOrBelow(member.Path, path))))
            .Select(call => call.Name);

    public HookCall[] At(HookPoint point) => _calls[(int)point];

    public bool Has(HookPoint point) => _calls[(int)point].Length > 0;

    /// <summary>Whether anything is called before an operation.</summary>
    public bool HasBefore(EntityOperation operation)
    {
        var (first, second) = operation.GetPointsBefore();
        return Has(first) || Has(second);
    }

    /// <summary>Whether anything is called after the SQL of an operation.</summary>
    public bool HasAfter(EntityOperation operation)
    {
        var (first, second) = operation.GetPointsAfter();
        return Has(first) || Has(second) || Has(HookPoint.AfterCommit) || Has(HookPoint.AfterRollback);
    }

    /// <summary>Whether a path leads to something that can change: a property, or what holds some.</summary>
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
                $"{entityType.ShortName()} has no mapped member '{path}'. Name a property, a complex property or what it holds, or "
                + "an owned navigation.",
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
            $"{entityType.ShortName()} has no mapped property '{path}', so there is no original value of it. Name a property; of a "
            + "complex value with the way to it, such as x => x.Price.Amount.",
            nameof(path));
    }
}
