using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Runtime;

/// <summary>Finds the context of a query. EF Core has one query provider per context, but no public way to the context.</summary>
internal static class QueryContexts
{
    private static readonly ConditionalWeakTable<IAsyncQueryProvider, DbContext> Contexts = [];

    public static void Add(IAsyncQueryProvider provider, DbContext context) => Contexts.AddOrUpdate(provider, context);

    public static DbContext? Find(IQueryable query)
        => query.Provider is IAsyncQueryProvider provider && Contexts.TryGetValue(provider, out var context) ? context : null;
}
