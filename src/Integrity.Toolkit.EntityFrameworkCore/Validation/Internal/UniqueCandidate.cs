using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The question whether nobody else has the values of an entity.</summary>
internal sealed class UniqueCandidate
{
    public UniqueCandidate(DatabaseRuleCheck question)
    {
        Question = question;
        Entry = ((TrackedSubject)question.Subject).Entry;
        IEntityType declaring = Entry.Metadata;
        var properties = question.Rule.KeyMembers.Select(member => declaring.FindProperty(member.Name)!).ToList();

        // Unique among all rows that have the properties, of whatever derived type they are.
        var common = (IEntityType)properties.MaxBy(property => ((IEntityType)property.DeclaringType).GetAllBaseTypes().Count())!
            .DeclaringType;
        Target = new LookupTarget(common, properties, question.Rule.IgnoresFilters);

        // A foreign key to a new row is not in the object yet.
        Values = RowValues.Of(Entry, properties);
        IsMade = !properties.Exists(property => Entry.IsStoreGenerated(property));
    }

    public DatabaseRuleCheck Question { get; }

    public EntityEntry Entry { get; }

    public LookupTarget Target { get; }

    public RowValues Values { get; }

    /// <summary>Whether the values are known: what the database will make up is unique by then or never.</summary>
    public bool IsMade { get; }
}
