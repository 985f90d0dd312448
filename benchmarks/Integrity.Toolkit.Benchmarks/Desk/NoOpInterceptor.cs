using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Somebody else's interceptor, for the toolkit to run beside.</summary>
public sealed class NoOpInterceptor : SaveChangesInterceptor;
