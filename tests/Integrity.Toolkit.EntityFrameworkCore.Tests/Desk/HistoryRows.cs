using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Tests.Desk;

public static class HistoryRows
{
    public static Task<List<TransitionRecord>> ReadHistoryAsync(this EntityEntry entry) => entry.Transitions().ToListAsync();
}
