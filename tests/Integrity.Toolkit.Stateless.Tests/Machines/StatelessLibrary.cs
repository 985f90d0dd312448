using System.Diagnostics;
using Stateless;

namespace Integrity.Toolkit.Tests.Machines;

public static class StatelessLibrary
{
    /// <summary>The loaded version. The assembly version is the same for all versions.</summary>
    public static Version Version { get; } = Version.Parse(
        FileVersionInfo.GetVersionInfo(typeof(StateMachine<,>).Assembly.Location).FileVersion!);
}
