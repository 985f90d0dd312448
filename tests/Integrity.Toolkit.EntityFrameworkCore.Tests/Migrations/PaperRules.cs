using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>What the database is to hold of a paper.</summary>
public sealed class PaperRules : EntityRules<Paper>
{
    public PaperRules() => For(x => x.Title).MinLength(3).CheckInDatabase();
}
