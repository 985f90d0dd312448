using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>Validates the effects of status changes while the model is built.</summary>
internal sealed class EffectsDeclarationValidator(
    IMutableEntityType entityType, TransitionsDeclaration declaration, ITransitionTable table)
{
    private readonly HashSet<string> _times = [];

    /// <summary>Throws if a declared effect is not valid.</summary>
    /// <param name="declaring">All types that declare transitions.</param>
    public void Check(IEnumerable<IMutableEntityType> declaring)
    {
        var effects = declaration.Effects;
        if (declaring.FirstOrDefault(other => other != entityType && entityType.IsAssignableFrom(other)) is { } derived)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} declares timestamps, deadlines or counters of its {declaration.Property}, and "
                + $"{derived.ShortName()}, which derives from it, declares transitions of its own. Declare transitions on "
                + $"{entityType.ShortName()} only.");
        }

        foreach (var timestamp in effects.Stamps)
        {
            Time(timestamp.Property, "WithTimestamp");
            Some(timestamp.On, "WithTimestamp", timestamp.Property);
            States(timestamp.ClearedOn, "WithTimestamp", timestamp.Property);
            if (timestamp.On.FirstOrDefault(timestamp.ClearedOn.Contains) is { } both)
            {
                throw Wrong(
                    "WithTimestamp",
                    timestamp.Property,
                    $"It is set and cleared when {table.Text(both)} is entered. Remove the state from one of the lists.");
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
        Time(deadline.Property, "WithDeadline");
        if (deadline.Priority is not null && entityType.FindProperty(deadline.Priority) is null)
        {
            throw Wrong("WithDeadline", deadline.Property, $"Its priority, {deadline.Priority}, is not mapped. Map it.");
        }

        var states = deadline.Stages.SelectMany(stage => stage.States).ToList();
        Some(states, "WithDeadline", deadline.Property);
        if (states.GroupBy(state => state).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong(
                "WithDeadline", deadline.Property, $"It has two deadlines for {table.Text(twice.Key)}. Remove one of them.");
        }

        if (states.FirstOrDefault(table.IsTerminal) is { } terminal)
        {
            throw Wrong(
                "WithDeadline",
                deadline.Property,
                $"{table.Text(terminal)} is a terminal state, which cannot have a deadline. Remove it.");
        }
    }

    private void Check(CountDeclaration count, IEnumerable<CountDeclaration> before)
    {
        Some(count.States, "WithCounter", count.Reference);
        if (count.FindForeignKey(entityType) is not { } foreignKey)
        {
            throw Wrong(
                "WithCounter",
                count.Reference,
                $"It is not a foreign key to {count.Principal.ShortDisplayName()}, or belongs to several. Specify the property "
                + "of one foreign key, or its navigation.");
        }

        var principal = (IMutableEntityType)foreignKey.PrincipalEntityType;
        if (!foreignKey.PrincipalKey.IsPrimaryKey())
        {
            throw Wrong(
                "WithCounter",
                count.Reference,
                $"It refers to a key of {principal.ShortName()} that is not the primary key. Refer to the primary key.");
        }

        var counter = principal.FindProperty(count.Counter) ?? throw Wrong(
            "WithCounter", count.Reference, $"{principal.ShortName()}.{count.Counter} is not mapped. Map it.");
        if (before.Any(other => other.Counter == count.Counter
            && other.FindForeignKey(entityType)?.PrincipalEntityType == principal))
        {
            throw Wrong(
                "WithCounter",
                count.Reference,
                $"{principal.ShortName()}.{count.Counter} is already the counter of another reference. Use a counter for each.");
        }

        CounterColumn.EnsureCountable(principal, counter, CountableColumn.By);
        principal.AddDatabaseConstraint(new CountableColumn(counter.Name));
        ThrowIfUnseenCascade(count, foreignKey);
    }

    /// <summary>Rejects cascading deletes by the database, whose rows would stay in the count.</summary>
    private void ThrowIfUnseenCascade(CountDeclaration count, IReadOnlyForeignKey counted)
    {
        if (declaration.HistoryDeletion == HistoryDeleteBehavior.Restrict)
        {
            // The foreign key of the history prevents such deletes.
            return;
        }

        foreach (var other in entityType.GetDerivedTypesInclusive().SelectMany(type => type.GetForeignKeys()))
        {
            if (other != counted && !other.IsBaseLinking() && other.DeleteBehavior == DeleteBehavior.Cascade)
            {
                throw Wrong(
                    "WithCounter",
                    count.Reference,
                    $"If a {other.PrincipalEntityType.ShortName()} is deleted, the database deletes rows of "
                    + $"{entityType.ShortName()}, which would stay in the count. Configure the foreign key "
                    + $"({other.Properties.Format()}) with OnDelete(DeleteBehavior.Restrict) or ClientCascade.");
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
                $"Its type {property.ClrType.ShortDisplayName()} is not supported. Change it to DateTime? or DateTimeOffset?.");
        }

        if (!_times.Add(name))
        {
            throw Wrong(by, name, "It is declared more than once. Declare it once.");
        }

        property.ReadAsUtc();
    }

    private void Some(IReadOnlyCollection<object> states, string by, string name)
    {
        if (states.Count == 0)
        {
            throw Wrong(by, name, "It has no state, so it has no effect. Specify a state, or remove the call.");
        }

        States(states, by, name);
    }

    private void States(IEnumerable<object> states, string by, string name)
    {
        if (states.FirstOrDefault(state => !table.Contains(state)) is { } unknown)
        {
            throw Wrong(
                by,
                name,
                $"The table '{table.Name}' does not contain the state {table.Text(unknown)}. Add it to the table, or remove it.");
        }
    }

    private InvalidOperationException Wrong(string by, string member, string what)
        => new($"{entityType.ShortName()}.{member} is declared by HasTransitions(...).{by}(...). {what}");
}
