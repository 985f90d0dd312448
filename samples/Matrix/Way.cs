namespace Matrix;

/// <summary>A way of writing to a database.</summary>
internal enum Way
{
    SaveChanges,

    /// <summary>An entity that was created in code, then attached or updated.</summary>
    Detached,

    /// <summary>ExecuteUpdate and ExecuteDelete.</summary>
    SetBased,

    /// <summary>SQL through the context.</summary>
    RawSql,

    /// <summary>SQL through a connection without EF Core.</summary>
    AnotherClient,

    /// <summary>Statements that replace rows or load them in bulk: upsert, REPLACE, MERGE, COPY.</summary>
    Replacing,
}
