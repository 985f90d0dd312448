using System.Text.Json;

namespace Casework.Hosting;

/// <summary>A text that no database keeps.</summary>
internal sealed class UnwantedTextException() : JsonException("A text must not contain the character U+0000.");
