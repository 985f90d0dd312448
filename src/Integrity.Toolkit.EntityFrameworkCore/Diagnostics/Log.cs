using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Diagnostics;

/// <summary>
/// The log messages of the package. Ids never change; new ones are appended. Messages never contain user data.
/// </summary>
internal static partial class Log
{
    public const string Category = "Integrity.Toolkit";

    [LoggerMessage(76000, LogLevel.Warning,
        "Violation observed: {Message} ({Code})", EventName = "ViolationObserved")]
    public static partial void ViolationObserved(ILogger logger, string code, string message);

    [LoggerMessage(76001, LogLevel.Error,
        "A callback after the commit failed. The data is committed.", EventName = "CommitObserverFailed")]
    public static partial void CommitObserverFailed(ILogger logger, Exception exception);

    [LoggerMessage(76002, LogLevel.Warning,
        "{Count} saves took part in a transaction that ended outside EF Core, so it is unknown whether it was committed. "
        + "Their callbacks are not called. Commit with Database.CommitTransaction() instead of the provider's "
        + "transaction.", EventName = "CommitUnknown")]
    public static partial void CommitUnknown(ILogger logger, int count);

    [LoggerMessage(76003, LogLevel.Warning,
        "{Entity} declares {Declaration}, but {Switch} is not called for its context, so the declaration has no effect.",
        EventName = "DeclaredNotSwitchedOn")]
    public static partial void DeclaredNotSwitchedOn(ILogger logger, string entity, string declaration, string @switch);

    [LoggerMessage(76004, LogLevel.Information,
        "{Statement} on {Entity} bypasses {Blocks}, as requested.", EventName = "BulkBypassed")]
    public static partial void BulkBypassed(ILogger logger, string statement, string entity, string blocks);

    [LoggerMessage(76005, LogLevel.Error,
        "{Hook} failed on {Entity}. The result of the save does not change.", EventName = "HookFailed")]
    public static partial void HookFailed(ILogger logger, Exception exception, string hook, string entity);

    [LoggerMessage(76006, LogLevel.Information,
        "{Hooks} suppressed for a context, as requested.", EventName = "HooksSuppressed")]
    public static partial void HooksSuppressed(ILogger logger, string hooks);

    [LoggerMessage(76007, LogLevel.Warning,
        "{Hooks} is registered, but no entity type of the model is a {Target}, so it is never called.",
        EventName = "HooksWithoutEntity")]
    public static partial void HooksWithoutEntity(ILogger logger, string hooks, string target);

    [LoggerMessage(76008, LogLevel.Warning,
        "Saved with a warning: {Message} ({Code})", EventName = "ViolationWarned")]
    public static partial void ViolationWarned(ILogger logger, string code, string message);

    [LoggerMessage(76010, LogLevel.Warning,
        "{Entity} declares database constraints, but has no table that the migrations of its context create, so this model "
        + "enforces none of them. Map it to a table, or declare the same constraints in the context that creates the table.",
        EventName = "NothingHeld")]
    public static partial void NothingHeld(ILogger logger, string entity);

    [LoggerMessage(76030, LogLevel.Error,
        "{Subscriber} failed after the transitions of a save were {Outcome}. The result of the save does not change.",
        EventName = "SubscriberFailed")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception, string subscriber, string outcome);

    [LoggerMessage(76018, LogLevel.Information,
        "{ActorKind} {ActorId} removed {Details} from {Count} rows of the history of {Entity}.{Member}.",
        EventName = "TransitionsRedacted")]
    public static partial void TransitionsRedacted(
        ILogger logger, ActorKind actorKind, string? actorId, string details, int count, string entity, string member);

    [LoggerMessage(76020, LogLevel.Warning,
        "{Problem} in the database: {Kind} {Name} of {Table}. {Remedy}", EventName = "ObjectNotAsExpected")]
    public static partial void ObjectNotAsExpected(
        ILogger logger, ManagedObjectProblem problem, ManagedObjectKind kind, string name, string table, string remedy);
}
