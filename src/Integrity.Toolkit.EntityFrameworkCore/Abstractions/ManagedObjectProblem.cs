namespace Integrity.Toolkit;

/// <summary>
/// Says in which way an object of the database is not what the model expects.
/// </summary>
public enum ManagedObjectProblem
{
    /// <summary>The database does not have it.</summary>
    Missing,

    /// <summary>The database has one of that name which says something else, is switched off, or is not valid.</summary>
    Different,

    /// <summary>The toolkit made it once, but the model does not declare it.</summary>
    Extra,
}
