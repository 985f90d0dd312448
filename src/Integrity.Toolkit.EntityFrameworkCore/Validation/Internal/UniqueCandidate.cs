using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The check whether the values of an entity are unique.</summary>
internal sealed class UniqueCandidate
{
    public UniqueCandidate(DatabaseRuleCheck question)
    {
        Question = question;
        Entry = ((TrackedSubject)question.Subject).Entry;
        IEntityType declaring = Entry.Metadata;
        var properties = question.Rule.KeyMembers.Select(member => declaring.FindProperty(member.Name)!).ToList();

        // The values are unique among all rows with the properties, regardless of their derived type.
        var common = (IEntityType)properties.MaxBy(property => ((IEntityType)property.DeclaringType).GetAllBaseTypes().Count())!
            .DeclaringType;
        Target = new LookupTarget(common, properties, question.Rule.IgnoresFilters);

        // The object does not contain a foreign key to a new row yet.
        Values = RowValues.Of(Entry, properties);
        IsMade = !properties.Exists(property => Entry.IsStoreGenerated(property));
    }

    public DatabaseRuleCheck Question { get; }

    public EntityEntry Entry { get; }

    public LookupTarget Target { get; }

    public RowValues Values { get; }

    /// <summary>Whether the values are known; values that the database generates are not checked.</summary>
    public bool IsMade { get; }
}
