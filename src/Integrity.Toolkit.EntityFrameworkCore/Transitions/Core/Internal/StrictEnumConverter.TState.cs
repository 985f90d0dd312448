using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// Reads an enum that is kept as text, and fails on a text that is no name of it. EF Core's own converter also reads
/// numbers, lists and other spellings, so that an entity would seem to be in a state it is not in.
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
                $"The database has a {member} that {typeof(TState).Name} does not declare. Add the state to the enum and to "
                + "the transition table, or correct the rows.");
}
