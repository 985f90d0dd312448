using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Answers all that the rules of one save ask of the database: from what is tracked where that is certain, and with one query
/// for each target otherwise.
/// </summary>
internal sealed class DatabaseRuleChecks(SaveContext save, IReadOnlyList<DatabaseRuleCheck> questions)
{
    /// <summary>The questions that are answered with no, in the order in which they were asked.</summary>
    public async ValueTask<IEnumerable<DatabaseRuleCheck>> DenyAsync(bool async, CancellationToken cancellationToken)
    {
        var denied = new HashSet<DatabaseRuleCheck>();
        foreach (var references in questions
            .Where(question => question.Rule.Kind == RuleKind.Exists)
            .Select(question => new ReferenceCandidate(question, save))
            .GroupBy(reference => reference.Target))
        {
            await new ReferenceCheck(save, references.Key).DenyAsync([.. references], denied, async, cancellationToken)
                .ConfigureAwait(false);
        }

        foreach (var claims in questions
            .Where(question => question.Rule.Kind == RuleKind.Unique)
            .Select(question => new UniqueCandidate(question))
            .GroupBy(claim => claim.Target))
        {
            await new UniqueValueCheck(save, claims.Key).DenyAsync([.. claims], denied, async, cancellationToken)
                .ConfigureAwait(false);
        }

        return questions.Where(denied.Contains);
    }
}
