using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Generates the SQL of migrations so that managed objects are preserved: objects that would block an operation are dropped
/// before it and created again after it.
/// </summary>
internal sealed class ManagedSqlGenerator(
    IMigrationsSqlGenerator inner,
    MigrationsSqlGeneratorDependencies dependencies,
    bool rebuildsTables) : IMigrationsSqlGenerator
{
    public IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations,
        IModel? model = null,
        MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        var explicitly = operations.OfType<SqlOperation>().Where(operation => ActionOf(operation) is not null).ToList();
        var rest = operations.Where(operation => operation is not SqlOperation sql || ActionOf(sql) is null).ToList();
        var managed = MigrationObject.Of(model);
        if (explicitly.Count == 0 && managed.Count == 0)
        {
            return inner.Generate(operations, model, options);
        }

        var commands = inner.Generate(rest, model, options);
        var rebuild = rebuildsTables ? SqliteRebuild.Find(commands) : null;
        var (touched, written) = (TouchedTables.Of(rest), TouchedTables.Written(rest));
        var created = explicitly.Where(operation => ActionOf(operation) == MigrationObject.Creates).ToLookup(NameOf);
        var statements = managed
            .Where(item => item.IsStatement && (created.Contains(item.Name) || written.Contains((item.Table, item.Schema))))
            .ToList();
        foreach (var statement in statements)
        {
            touched.Add((statement.Table, statement.Schema));
            touched.Add(statement.Other ?? (statement.Table, statement.Schema));
        }

        var again = managed
            .Where(item => !item.IsStatement && (rebuild is not null || touched.Contains((item.Table, item.Schema))))
            .Where(item => !created.Contains(item.Name))
            .ToList();

        // A rebuild fails on any object that references the table, even if the drop was removed from the migration.
        var away = rebuild is null ? again : [.. managed.Where(item => !item.IsStatement)];

        return
        [
            .. Commands(explicitly.Where(operation => ActionOf(operation) == MigrationObject.Drops).Select(operation => operation.Sql)),
            .. Commands(away.Select(item => item.Drop)),
            .. rebuild is null ? commands : rebuild.Guard(commands, Commands),
            .. Commands(statements.Select(item => created[item.Name].FirstOrDefault()?.Sql ?? item.Create)),
            .. Commands(created.SelectMany(operations => operations)
                .Where(operation => !statements.Exists(item => item.Name == NameOf(operation)))
                .Select(operation => Create(operation))),
            .. Commands(again.Select(item => item.Create)),
        ];
    }

    private static string? ActionOf(SqlOperation operation) => operation[MigrationObject.ActionAnnotation] as string;

    private static string? NameOf(SqlOperation operation) => operation[MigrationObject.NameAnnotation] as string;

    /// <summary>After EnsureCreated, the objects exist although no migration was applied.</summary>
    private string Create(SqlOperation operation)
        => rebuildsTables && NameOf(operation) is { } name
            ? $"DROP TRIGGER IF EXISTS {dependencies.SqlGenerationHelper.DelimitIdentifier(name)};\n{operation.Sql}"
            : operation.Sql;

    private IEnumerable<MigrationCommand> Commands(IEnumerable<string> statements)
    {
        var builder = new MigrationCommandListBuilder(dependencies);
        foreach (var statement in statements)
        {
            builder.AppendLines(statement).EndCommand();
        }

        return builder.GetCommandList();
    }
}
