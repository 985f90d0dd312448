using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A kind of database that every behaviour suite runs on.</summary>
public abstract class Database
{
    /// <summary>Makes an empty database; the result configures contexts for it.</summary>
    public abstract Task<Action<DbContextOptionsBuilder>> CreateAsync();
}
