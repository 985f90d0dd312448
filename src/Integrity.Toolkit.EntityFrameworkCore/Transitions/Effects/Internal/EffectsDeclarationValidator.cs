using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>Looks whether what is to move along with a status can, while the model is built.</summary>
internal sealed class EffectsDeclarationValidator(IMutableEntityType entityType, TransitionsDeclaration declaration, ITransitionTable table)
{
    private readonly HashSet<string> _times = [];

    /// <param name="declaring">All types that declare transitions.</param>
    public void Check(IEnumerable<IMutableEntityType> declaring)
    {
        var effects = declaration.Effects;
        if (declaring.FirstOrDefault(other => other != entityType && entityType.IsAssignableFrom(other)) is { } derived)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} declares what moves along with its {declaration.Property}, and {derived.ShortName()}, "
                + "which is derived from it, declares transitions of its own, without that. Declare transitions on "
                + $"{entityType.ShortName()} only.");
        }

        foreach (var stamp in effects.Stamps)
        {
            Time(stamp.Property, "Stamp");
            Some(stamp.On, "Stamp", stamp.Property);
            States(stamp.ClearedOn, "Stamp", stamp.Property);
            if (stamp.On.FirstOrDefault(stamp.ClearedOn.Contains) is { } both)
            {
                throw Wrong("Stamp", stamp.Property, $"It is set and cleared on entering {table.Text(both)}. Say one of them.");
            }
        }

        foreach (var deadline in effects.Deadlines)
        {
            Check(deadline);
        }

        foreach (var (count, i) in effects.Counts.Select((count, i) => (count, i)))
        {
            Check(count, effects.Counts.Take(i));
        }
    }

    private void Check(DeadlineDeclaration deadline)
    {
        Time(deadline.Property, "Deadline");
        if (deadline.Priority is not null && entityType.FindProperty(deadline.Priority) is null)
        {
            throw Wrong("Deadline", deadline.Property, $"Its priority, {deadline.Priority}, is not mapped. Map it.");
        }

        var states = deadline.Stages.SelectMany(stage => stage.States).ToList();
        Some(states, "Deadline", deadline.Property);
        if (states.GroupBy(state => state).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong("Deadline", deadline.Property, $"It says twice what it is in {table.Text(twice.Key)}. Say it once.");
        }

        if (states.FirstOrDefault(table.IsTerminal) is { } terminal)
        {
            throw Wrong(
                "Deadline", deadline.Property, $"{table.Text(terminal)} is a terminal state, in which nothing is waited for. Leave it out.");
        }
    }

    private void Check(CountDeclaration count, IEnumerable<CountDeclaration> before)
    {
        Some(count.States, "Counts", count.Reference);
        if (count.FindForeignKey(entityType) is not { } foreignKey)
        {
            throw Wrong(
                "Counts",
                count.Reference,
                $"It is no foreign key to {count.Principal.ShortDisplayName()}, or belongs to several. Name the property of one "
                + "foreign key, or its navigation.");
        }

        var principal = (IMutableEntityType)foreignKey.PrincipalEntityType;
        if (!foreignKey.PrincipalKey.IsPrimaryKey())
        {
            throw Wrong(
                "Counts", count.Reference, $"It leads to another key of {principal.ShortName()} than the primary key. Refer to that.");
        }

        var counter = principal.FindProperty(count.Counter) ?? throw Wrong(
            "Counts", count.Reference, $"{principal.ShortName()}.{count.Counter} is not mapped. Map it.");
        if (before.Any(other => other.Counter == count.Counter
            && other.FindForeignKey(entityType)?.PrincipalEntityType == principal))
        {
            throw Wrong("Counts", count.Reference, $"{principal.ShortName()}.{count.Counter} counts already. Use a counter for each.");
        }

        CounterColumn.EnsureCountable(principal, counter, CountableColumn.By);
        principal.AddDatabaseConstraint(new CountableColumn(counter.Name));
        ThrowIfUnseenCascade(count, foreignKey);
    }

    /// <summary>Rows that the database deletes by itself would stay in the count.</summary>
    private void ThrowIfUnseenCascade(CountDeclaration count, IReadOnlyForeignKey counted)
    {
        if (declaration.HistoryDeletion == HistoryDeleteBehavior.Restrict)
        {
            // The foreign key of the history keeps them.
            return;
        }

        foreach (var other in entityType.GetDerivedTypesInclusive().SelectMany(type => type.GetForeignKeys()))
        {
            if (other != counted && !other.IsBaseLinking() && other.DeleteBehavior == DeleteBehavior.Cascade)
            {
                throw Wrong(
                    "Counts",
                    count.Reference,
                    $"Deleting a {other.PrincipalEntityType.ShortName()} makes the database delete rows of {entityType.ShortName()}, "
                    + $"which would stay in the count. Give the foreign key ({other.Properties.Format()}) "
                    + "OnDelete(DeleteBehavior.Restrict) or ClientCascade.");
            }
        }
    }

    private void Time(string name, string by)
    {
        var property = entityType.FindProperty(name) ?? throw Wrong(by, name, "It is not mapped. Map it.");
        if (property.ClrType != typeof(DateTime?) && property.ClrType != typeof(DateTimeOffset?))
        {
            throw Wrong(
                by,
                name,
                $"It is a {property.ClrType.ShortDisplayName()}, and has to be empty at times: make it DateTime? or DateTimeOffset?.");
        }

        if (!_times.Add(name))
        {
            throw Wrong(by, name, "It is declared more than once. Say all about it in one place.");
        }

        property.ReadAsUtc();
    }

    private void Some(IReadOnlyCollection<object> states, string by, string name)
    {
        if (states.Count == 0)
        {
            throw Wrong(by, name, "It names no state, so it would do nothing. Name one, or remove it.");
        }

        States(states, by, name);
    }

    private void States(IEnumerable<object> states, string by, string name)
    {
        if (states.FirstOrDefault(state => !table.Contains(state)) is { } unknown)
        {
            throw Wrong(by, name, $"The table '{table.Name}' has no state {table.Text(unknown)}.");
        }
    }

    private InvalidOperationException Wrong(string by, string member, string what)
        => new($"{entityType.ShortName()}.{member} is declared by HasTransitions(...).{by}(). {what}");
}
