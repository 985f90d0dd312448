using System.Transactions;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Committing;

/// <summary>
/// Delivers one written save when its transaction is over: at once where there is none.
/// </summary>
internal sealed class CommitDelivery(SaveSession session, SaveStage[] stages, ILogger logger)
{
    private readonly CommittedSave? _committed = session.State.Registered.Observers.IsEmpty ? null : Capture(session);

    public static void Send(SaveSession session, SaveStage[] stages, ILogger logger)
    {
        var delivery = new CommitDelivery(session, stages, logger);
        if (session.Context.Database.CurrentTransaction is { } transaction)
        {
            CommitQueue.Of(transaction.GetDbTransaction()).Add(delivery);
        }
        else if (Ambient(session.Context) is { } ambient)
        {
            ambient.TransactionCompleted += (_, completed) =>
            {
                if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
                {
                    delivery.Committed();
                }
                else
                {
                    delivery.RolledBack();
                }
            };
        }
        else
        {
            delivery.Committed();
        }
    }

    public void Committed()
    {
        if (_committed is null)
        {
            return;
        }

        foreach (var observer in session.State.Registered.Observers)
        {
            try
            {
                observer(_committed);
            }
            catch (Exception exception)
            {
                // The data is committed: the caller must not be told otherwise, and the others must still be called.
                Log.CommitObserverFailed(logger, exception);
            }
        }
    }

    public void RolledBack()
    {
        foreach (var stage in stages)
        {
            stage.RolledBack(session);
        }
    }

    private static Transaction? Ambient(DbContext context)
        => context.Database.IsRelational()
            && context.GetService<IRelationalConnection>() is ITransactionEnlistmentManager manager
                ? manager.EnlistedTransaction ?? manager.CurrentAmbientTransaction
                : null;

    private static CommittedSave Capture(SaveSession session) => new(
        [.. session.Entries
            .Where(planned => planned.Plan.IsReported)
            .Select(planned => new CommittedChange(
                planned.Entry.Entity, planned.Plan.Name, planned.Key(), planned.Operation))],
        session.Actor);
}
