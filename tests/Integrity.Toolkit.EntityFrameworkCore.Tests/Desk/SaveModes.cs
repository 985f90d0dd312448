using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Saves one way or the other, so that a test need not choose.</summary>
public static class SaveModes
{
    public static async Task<int> SaveAsync(DbContext context, bool async)
        => async ? await context.SaveChangesAsync() : context.SaveChanges();
}
