using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// Reads an enum that is stored as text, and throws for a text that is not the name of a member. EF Core's own converter also
/// reads numbers, lists and other spellings, so that an entity could appear to be in another state than its row.
/// </summary>
internal sealed class StrictEnumConverter<TState>(string member) : ValueConverter<TState, string>(
    state => state.ToString()!,
    text => Parse(member, text))
    where TState : struct, Enum
{
    private static TState Parse(string member, string text)
        => Enum.IsDefined(typeof(TState), text)
            ? Enum.Parse<TState>(text)
            : throw new InvalidOperationException(
                $"The database contains a value of {member} that is not a member of {typeof(TState).Name}. Add the state to the "
                + "enum and to the transition table, or correct the rows.");
}
