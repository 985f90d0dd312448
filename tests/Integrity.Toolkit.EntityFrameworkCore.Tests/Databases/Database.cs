using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A kind of database that every behaviour suite runs on.</summary>
public abstract class Database
{
    /// <summary>Makes an empty database; the result configures contexts for it.</summary>
    public abstract Task<Action<DbContextOptionsBuilder>> CreateAsync();

    /// <summary>The same in a file where that makes a difference: a transaction of one connection is not in the way of another.</summary>
    public virtual Task<Action<DbContextOptionsBuilder>> CreateOnDiskAsync() => CreateAsync();

    /// <summary>Every test is an application of its own, which is more of them than EF Core finds reasonable.</summary>
    protected static void Quiet(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings
        .Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)
        .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
}
