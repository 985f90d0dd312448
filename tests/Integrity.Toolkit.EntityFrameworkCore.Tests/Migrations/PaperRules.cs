using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The rules of a paper that the database enforces.</summary>
public sealed class PaperRules : EntityRules<Paper>
{
    public PaperRules() => For(x => x.Title).MinLength(3).CheckInDatabase();
}
