using Integrity.Toolkit;
using Matrix.Guarantees;
using Microsoft.EntityFrameworkCore;
using Samples.Shared;
using Samples.Shared.Scratch;

namespace Matrix;

/// <summary>Tests every guarantee in every way on a real database.</summary>
internal static class MatrixRun
{
    private static readonly Guarantee[] All =
    [
        NoHardDelete.Create(),
        NoLostUpdate.Create(),
        NoIllegalTransition.Create(),
        HistoryForEveryTransition.Create(),
        NoValueOutsideARule.Create(),
        AppendOnlyRows.Create(),
        OneActiveChild.Create(),
    ];

    public static async Task<MatrixResult> RunAsync(CaseworkDatabase? asked, CancellationToken cancellationToken)
    {
        await using var place = ScratchDatabase.For(asked, ScratchUse.Matrix);
        var database = await place.PrepareAsync(cancellationToken);
        await using (var db = Open(database))
        {
            await place.CreateTablesAsync(db, cancellationToken);
        }

        var cells = new List<Cell>();
        foreach (var guarantee in All)
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                cells.Add(await TryAsync(guarantee, way, database, cancellationToken));
            }
        }

        place.Completed = true;
        return new MatrixResult(place.Name, cells);
    }

    private static MatrixContext Open(CaseworkDatabase database)
        => new((DbContextOptions<MatrixContext>)new DbContextOptionsBuilder<MatrixContext>()
            .UseDatabase(database)
            .UseSoftDelete()
            .UseVersioning()
            .UseTransitions()
            .UseValidation()
            .UseConstraints()
            .Options);

    private static async Task<Cell> TryAsync(
        Guarantee guarantee, Way way, CaseworkDatabase database, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var attempt in Attempts(guarantee, way, database.Kind))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var arena = new Arena(database, () => Open(database)) { ThroughContext = way == Way.RawSql };
            await arena.SeedAsync();
            findings.Add(await TryAsync(guarantee, attempt, arena, database));
        }

        return new Cell(guarantee.Name, way, findings);
    }

    private static IReadOnlyList<Attempt> Attempts(Guarantee guarantee, Way way, DatabaseKind kind) => way switch
    {
        Way.SaveChanges => guarantee.SaveChanges,
        Way.Detached => guarantee.Detached,
        Way.SetBased => guarantee.SetBased,
        Way.Replacing => kind == DatabaseKind.Sqlite ? guarantee.OnSqlite : guarantee.OnPostgres,
        _ => guarantee.Sql,
    };

    private static async Task<Finding> TryAsync(
        Guarantee guarantee, Attempt attempt, Arena arena, CaseworkDatabase database)
    {
        Exception? answer = null;
        try
        {
            await attempt.Run(arena);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            answer = exception;
        }

        if (await arena.FindsAsync(guarantee.Broken(arena)))
        {
            return new Finding(attempt.Name, Verdict.Open, guarantee.OpenBecause);
        }

        await using var db = Open(database);
        return answer switch
        {
            null => new Finding(attempt.Name, Verdict.Held, "made right"),
            IIntegrityError failure => new Finding(
                attempt.Name, Verdict.Held, string.Join(", ", failure.Violations.Select(violation => violation.Code).Distinct())),
            _ when db.Database.GetDatabaseError(answer) is { } violation => new Finding(
                attempt.Name, Verdict.Refused, violation.Constraint is null ? violation.Code : $"{violation.Code} by {violation.Constraint}"),
            _ => throw new InvalidOperationException($"{guarantee.Name}, {attempt.Name}: {answer.Message}", answer),
        };
    }
}
