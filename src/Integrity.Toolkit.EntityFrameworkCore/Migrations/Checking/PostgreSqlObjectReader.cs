using System.Text.RegularExpressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// PostgreSQL stores the text of a function, and normalizes everything else. A trigger is compared by the hashes in its
/// comment; a constraint and an index by name, kind, columns and validity.
/// </summary>
internal sealed partial class PostgreSqlObjectReader(DatabaseDialect dialect) : DatabaseObjectReader(dialect)
{
    public override async Task<List<ActualObject>> ReadAsync(
        SqlQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken)
    {
        if (tables.Count == 0)
        {
            return [];
        }

        var wanted = string.Join(", ", tables.Select((table, i) => $"({i}, to_regclass({DatabaseDialect.Text(Quote(table))})::oid)"));
        var rows = await query.RowsAsync($"""
            WITH wanted(n, oid) AS (VALUES {wanted})
            SELECT 'trigger', w.n, t.tgname::text, coalesce(obj_description(t.oid, 'pg_trigger'), ''), {PostgreSqlDialect.Print},
                p.prosrc, t.tgenabled IN ('O', 'A')
            FROM wanted AS w JOIN pg_trigger AS t ON t.tgrelid = w.oid JOIN pg_proc AS p ON p.oid = t.tgfoid
            WHERE NOT t.tgisinternal
            UNION ALL
            SELECT CASE WHEN c.contype = 'c' THEN 'check' ELSE 'constraint' END, w.n, c.conname::text,
                coalesce(obj_description(c.oid, 'pg_constraint'), ''), md5(pg_get_constraintdef(c.oid)), '',
                c.convalidated AND coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true'
            FROM wanted AS w JOIN pg_constraint AS c ON c.conrelid = w.oid
            UNION ALL
            SELECT 'index', w.n, i.relname::text, '', '',
                (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY AS k(number, n)
                    JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = k.number WHERE k.n <= x.indnkeyatts)
                    || CASE WHEN x.indpred IS NULL THEN '' ELSE ' filtered' END,
                x.indisunique AND x.indisvalid
            FROM wanted AS w JOIN pg_index AS x ON x.indrelid = w.oid JOIN pg_class AS i ON i.oid = x.indexrelid
            """, cancellationToken).ConfigureAwait(false);

        return [.. rows.Select(row => Found(row, tables[(int)row[1]!]))];
    }

    public override string Text(ExpectedObject expected) => expected.Kind switch
    {
        ManagedObjectKind.Trigger => $"{Seal().Match(expected.Create!).Groups["hash"].Value}\n{Lines(Body().Match(expected.Create!).Groups["body"].Value)}",
        ManagedObjectKind.Index => string.Join(',', expected.Index!.Columns.Select(column => column.Name))
            + (expected.Index.Filter is null ? "" : " filtered"),
        _ => "",
    };

    public override string Drop(ActualObject found) => $"DROP TRIGGER IF EXISTS {Dialect.Quote(found.Name)} ON {Quote(found.Table)};";

    private static ActualObject Found(object?[] row, ITable table)
    {
        var (name, comment, print, body) = ((string)row[2]!, (string)row[3]!, (string)row[4]!, (string?)row[5] ?? "");
        var isWell = (bool)row[6]!;
        switch (row[0])
        {
            case "trigger":
                var seal = comment.Split(' ');
                return new ActualObject(ManagedObjectKind.Trigger, table, name, $"{seal.ElementAtOrDefault(1)}\n{Lines(body)}")
                {
                    IsManaged = comment.StartsWith(PostgreSqlDialect.SealPrefix, StringComparison.Ordinal)
                        || body.Contains(", ERRCODE = '23514', CONSTRAINT = ", StringComparison.Ordinal),
                    IsBroken = !isWell || seal.ElementAtOrDefault(2) != print,
                };
            case "index":
                return new ActualObject(ManagedObjectKind.Index, table, name, body) { IsBroken = !isWell };
            default:
                return new ActualObject(row[0] is "check" ? ManagedObjectKind.Check : ManagedObjectKind.Constraint, table, name, "")
                {
                    IsBroken = !isWell,
                };
        }
    }

    [GeneratedRegex(@"AS \$integrity\$(?<body>.*?)\$integrity\$;", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex($"'{PostgreSqlDialect.SealPrefix}(?<hash>[0-9a-f]+) '")]
    private static partial Regex Seal();
}
