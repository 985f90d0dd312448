using Integrity.Toolkit.Validation;

namespace Matrix;

internal sealed class CaseRules : EntityRules<Case>
{
    public CaseRules() => For(x => x.Priority).Between(1, 5).CheckInDatabase();
}
