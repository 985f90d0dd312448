namespace Integrity.Toolkit.Translation;

/// <summary>On which side the database may err where it cannot count as C# does: nobody is refused what C# allows.</summary>
internal enum SqlSense
{
    /// <summary>Rather true.</summary>
    Loose,

    /// <summary>Rather false, for it will be negated.</summary>
    Strict,

    /// <summary>Neither is better.</summary>
    Neutral,
}
