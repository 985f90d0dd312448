using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Infrastructure.Committing;

/// <summary>The transaction of System.Transactions that a context writes in, where its provider takes part in one.</summary>
internal static class AmbientTransaction
{
    public static Transaction? Of(DbContext context)
        => context.Database.IsRelational()
            && context.GetService<IRelationalConnection>() is ITransactionEnlistmentManager manager
                ? manager.EnlistedTransaction ?? manager.CurrentAmbientTransaction
                : null;
}
