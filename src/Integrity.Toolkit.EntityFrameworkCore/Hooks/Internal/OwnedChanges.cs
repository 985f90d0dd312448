using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks;

/// <summary>Which owned members of which entities a save changes, at whatever depth: looked up once for all of them.</summary>
internal sealed class OwnedChanges
{
    private readonly HashSet<(object Owner, string Member)> _changed = new(new SameMember());

    public OwnedChanges(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<HookOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && Owners.Of(planned.Entry) is { } owner)
            {
                _changed.Add((owner.Entity, MemberOf(planned.Entry.Metadata)));
            }
        }
    }

    public bool Contains(object owner, string member) => _changed.Contains((owner, member));

    /// <summary>The navigation of the outermost owner that leads to an owned type.</summary>
    private static string MemberOf(IEntityType owned)
    {
        var ownership = owned.FindOwnership()!;
        while (ownership.PrincipalEntityType.FindOwnership() is { } outer)
        {
            ownership = outer;
        }

        return ownership.PrincipalToDependent!.Name;
    }

    private sealed class SameMember : IEqualityComparer<(object Owner, string Member)>
    {
        public bool Equals((object Owner, string Member) x, (object Owner, string Member) y)
            => ReferenceEquals(x.Owner, y.Owner) && x.Member == y.Member;

        public int GetHashCode((object Owner, string Member) member)
            => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(member.Owner), member.Member);
    }
}
