using System.Text.Json;
using System.Text.Json.Serialization;

namespace Casework.Hosting;

/// <summary>Rejects U+0000 in JSON texts, because PostgreSQL cannot store it.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) == true ? throw new UnwantedTextException() : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        => writer.WriteStringValue(value);
}
