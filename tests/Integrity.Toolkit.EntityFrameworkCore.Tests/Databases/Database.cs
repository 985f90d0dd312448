using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A kind of database on which every behavior suite runs.</summary>
public abstract class Database
{
    /// <summary>Creates an empty database, and returns the configuration of its contexts.</summary>
    public abstract Task<Action<DbContextOptionsBuilder>> CreateAsync();

    /// <summary>
    /// Creates the database in a file if this makes a difference, so that transactions of several connections do not block
    /// each other.
    /// </summary>
    public virtual Task<Action<DbContextOptionsBuilder>> CreateOnDiskAsync() => CreateAsync();

    /// <summary>Suppresses EF Core's warning about many service providers: every test has an application of its own.</summary>
    protected static void Quiet(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings
        .Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)
        .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
}
