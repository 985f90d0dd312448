using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Saves synchronously or asynchronously, for tests of both.</summary>
public static class SaveModes
{
    public static async Task<int> SaveAsync(DbContext context, bool async)
        => async ? await context.SaveChangesAsync() : context.SaveChanges();
}
