namespace Samples.Shared;

/// <summary>What the user gave cannot be used. The message is all that is shown: one line, exit code 2.</summary>
internal sealed class CommandException(string message) : Exception(message);
