using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An interceptor of the application's own, which does nothing.</summary>
public sealed class Bystander : SaveChangesInterceptor;
