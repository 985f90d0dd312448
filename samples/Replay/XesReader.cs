using System.Xml;
using Samples.Shared;

namespace Replay;

/// <summary>Reads an XES log, gzipped or not, with one trace in memory at a time.</summary>
internal sealed class XesReader : IDisposable
{
    private readonly string _path;
    private readonly bool _lifecycle;
    private readonly XmlReader _xml;
    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private readonly List<XesEvent> _events = [];
    private int _index;
    private bool _begun;

    public XesReader(string path, bool lifecycle)
    {
        _path = path;
        _lifecycle = lifecycle;
        try
        {
            _xml = XesFile.Open(path);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            throw Broken(exception);
        }
    }

    /// <summary>
    /// Returns the next trace, whose events are valid until the next call, or <see langword="null"/> at the end.
    /// </summary>
    public XesTrace? Next()
    {
        try
        {
            return Read();
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            throw Broken(exception);
        }
    }

    public void Dispose() => _xml.Dispose();

    private XesTrace? Read()
    {
        if (!_begun)
        {
            _xml.MoveToContent();
            if (_xml.LocalName != "log")
            {
                throw Broken($"this is not an XES log: its root element is <{_xml.LocalName}>, not <log>");
            }

            _begun = true;
            _xml.Read();
        }

        while (!_xml.EOF)
        {
            if (_xml is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "trace" })
            {
                return ReadTrace();
            }

            Pass();
        }

        return null;
    }

    private XesTrace ReadTrace()
    {
        var name = "";
        _events.Clear();
        foreach (var _ in Children())
        {
            if (_xml.LocalName == "event")
            {
                _events.Add(ReadEvent());
                continue;
            }

            if (_xml.GetAttribute("key") == "concept:name")
            {
                name = _xml.GetAttribute("value") ?? "";
            }

            _xml.Skip();
        }

        _index++;
        return new XesTrace(_index - 1, name.Length > 0 ? name : $"trace {_index}", _events);
    }

    private XesEvent ReadEvent()
    {
        string? name = null, step = null, resource = null;
        DateTime? time = null;
        foreach (var _ in Children())
        {
            switch (_xml.GetAttribute("key"))
            {
                case "concept:name":
                    name = _xml.GetAttribute("value");
                    break;
                case "lifecycle:transition":
                    step = _xml.GetAttribute("value");
                    break;
                case "org:resource":
                    resource = _xml.GetAttribute("value");
                    break;
                case "time:timestamp" when _xml.GetAttribute("value") is { Length: > 0 } text:
                    time = XesTime.TryParse(text, out var utc) ? utc : throw Broken($"'{text}' is not a valid time");
                    break;
            }

            _xml.Skip();
        }

        return new XesEvent(
            Pooled(State(name, step)),
            string.IsNullOrWhiteSpace(resource) ? null : Pooled(resource),
            time ?? (_events.Count > 0 ? _events[^1].Time : DateTime.UnixEpoch));
    }

    /// <summary>Returns the state of an event. Missing parts are omitted; without any, the state is an empty string.</summary>
    private string State(string? name, string? step) => (_lifecycle ? step : null) switch
    {
        null or "" => name ?? "",
        var part => string.IsNullOrEmpty(name) ? part : $"{name}/{part}",
    };

    /// <summary>Stops at each child element, which the loop's body must consume. Ends after the parent.</summary>
    private IEnumerable<int> Children()
    {
        var depth = _xml.Depth;
        var empty = _xml.IsEmptyElement;
        _xml.Read();
        while (!empty && !_xml.EOF && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                yield return depth;
            }
            else
            {
                _xml.Read();
            }
        }

        if (!empty)
        {
            _xml.ReadEndElement();
        }
    }

    private void Pass()
    {
        if (_xml is { NodeType: XmlNodeType.Element, Depth: 1 })
        {
            _xml.Skip();
        }
        else
        {
            _xml.Read();
        }
    }

    private string Pooled(string text)
    {
        if (_pool.TryGetValue(text, out var known))
        {
            return known;
        }

        _pool.Add(text, text);
        return text;
    }

    private CommandException Broken(Exception exception) => exception is XmlException { LineNumber: var line } xml
        ? Broken(xml.Message.Replace($" Line {line}, position {xml.LinePosition}.", "", StringComparison.Ordinal), xml)
        : Broken(exception.Message);

    private CommandException Broken(string what, XmlException? place = null)
    {
        var present = (IXmlLineInfo?)_xml;
        var line = place?.LineNumber ?? present?.LineNumber ?? 1;
        var column = place?.LinePosition ?? present?.LinePosition ?? 1;
        return new CommandException($"{_path}: line {line}, column {column}: {what}");
    }
}
