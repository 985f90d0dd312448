namespace Matrix;

/// <summary>How somebody writes to a database.</summary>
internal enum Way
{
    SaveChanges,

    /// <summary>An entity that was made by hand, attached or updated.</summary>
    Detached,

    /// <summary>ExecuteUpdate and ExecuteDelete.</summary>
    SetBased,

    /// <summary>SQL through the context.</summary>
    RawSql,

    /// <summary>SQL through a connection that knows nothing of EF Core.</summary>
    AnotherClient,

    /// <summary>What replaces rows or loads them in bulk: upsert, REPLACE, MERGE, COPY.</summary>
    Replacing,
}
