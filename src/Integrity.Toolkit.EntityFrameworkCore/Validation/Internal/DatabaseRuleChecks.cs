using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Evaluates the database rules of one save: from tracked entities where the result is certain, and otherwise with one query
/// for each target.
/// </summary>
internal sealed class DatabaseRuleChecks(SaveContext save, IReadOnlyList<DatabaseRuleCheck> questions)
{
    /// <summary>Returns the checks that fail, in their order.</summary>
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
