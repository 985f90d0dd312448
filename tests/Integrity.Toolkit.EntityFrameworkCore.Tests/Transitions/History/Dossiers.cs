using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.DossierStatus;
using static Integrity.Toolkit.Tests.Transitions.History.DossierTrigger;

namespace Integrity.Toolkit.Tests.Transitions.History;

public enum DossierStatus
{
    Draft,
    Evaluated,
    Closed,
}

public enum DossierTrigger
{
    Evaluate,
    Import,
    Close,
    Recheck,
    Remind,
}

/// <summary>Can be evaluated only with facts, and closed only with a confirmed fact.</summary>
public sealed class Dossier
{
    public int Id { get; set; }

    public string Name { get; set; } = "a dossier";

    public DossierStatus Status { get; set; }

    public List<Fact> Facts { get; set; } = [];
}

public sealed class Fact : ISoftDeletable
{
    public int Id { get; set; }

    public int DossierId { get; set; }

    public bool IsConfirmed { get; set; }

    public DateTime? DeletedAt { get; set; }
}

internal static class Dossiers
{
    public const string Facts = "dossier.facts";

    public const string Confirmed = "dossier.confirmed";

    public static readonly TransitionTable<DossierStatus, DossierTrigger> Table =
        TransitionTable.Create<DossierStatus, DossierTrigger>("dossier", t =>
        {
            t.Initial(Draft);
            t.Initial(Evaluated);
            t.Configure(Draft).Permit(Evaluate, Evaluated).Permit(Import, Evaluated).Permit(Close, Closed).Ignore(Remind);
            t.Configure(Evaluated).Permit(Close, Closed, requiresReason: true).PermitReentry(Recheck);
            t.Terminal(Closed);
        });

    public static DeskModel Model { get; } = With(_ => { });

    public static DeskModel With(Action<TransitionsBuilder<Dossier, DossierStatus>> more, Action<ModelBuilder>? model = null)
        => DeskModel.Only(builder =>
        {
            builder.Entity<Dossier>().HasMany(x => x.Facts).WithOne().OnDelete(DeleteBehavior.Restrict);
            more(builder.Entity<Dossier>().HasTransitions(x => x.Status, Table)
                .Require(Evaluated, x => x.Facts.Count() >= 2, Facts, "at least two facts")
                .Require(
                    Closed,
                    (x, db) => db.Set<Fact>().Any(fact => fact.DossierId == x.Id && fact.IsConfirmed),
                    Confirmed,
                    "a fact that is confirmed",
                    only => only.OnlyFrom(Evaluated)));
            model?.Invoke(builder);
        });

    public static Task<TestApplication> DossiersAsync(
        this Database database, DeskModel? model = null, Action<DbContextOptionsBuilder>? options = null)
        => TestApplication.CreateAsync(database, model ?? Model, options);

    /// <summary>Saves a draft with some facts.</summary>
    public static Task<Dossier> DraftAsync(this TestApplication app, int facts, bool confirmed = false)
        => app.SaveAsync(new Dossier
        {
            Facts = [.. Enumerable.Range(0, facts).Select(_ => new Fact { IsConfirmed = confirmed })],
        });
}
