using System.Diagnostics;
using Stateless;

namespace Integrity.Toolkit.Tests.Machines;

public static class StatelessLibrary
{
    /// <summary>The version that is loaded; its assembly version is the same for all of them.</summary>
    public static Version Version { get; } = Version.Parse(
        FileVersionInfo.GetVersionInfo(typeof(StateMachine<,>).Assembly.Location).FileVersion!);
}
