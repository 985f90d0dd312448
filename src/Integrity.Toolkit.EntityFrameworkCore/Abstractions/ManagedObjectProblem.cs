namespace Integrity.Toolkit;

/// <summary>
/// The way in which an object of the database does not match the model.
/// </summary>
public enum ManagedObjectProblem
{
    /// <summary>The object does not exist in the database.</summary>
    Missing,

    /// <summary>The object exists in the database with another definition, is disabled or is not valid.</summary>
    Different,

    /// <summary>The toolkit created the object, but the model does not declare it.</summary>
    Extra,
}
