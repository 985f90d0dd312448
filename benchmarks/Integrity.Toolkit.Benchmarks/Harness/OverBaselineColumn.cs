using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Integrity.Toolkit.Benchmarks.Harness;

/// <summary>Bytes allocated over what the baseline of the same group allocates.</summary>
public sealed class OverBaselineColumn : IColumn
{
    public string Id => nameof(OverBaselineColumn);

    public string ColumnName => "Over baseline";

    public string Legend => "Allocated over the baseline, per operation";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Metric;

    public int PriorityInCategory => 10;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var group = summary.GetLogicalGroupKey(benchmarkCase);
        var baseline = summary.BenchmarksCases.FirstOrDefault(
            other => summary.IsBaseline(other) && summary.GetLogicalGroupKey(other) == group);
        return baseline is not null
            && Allocated(summary, baseline) is { } expected
            && Allocated(summary, benchmarkCase) is { } actual
                ? string.Create(CultureInfo.InvariantCulture, $"{actual - expected:+#,0;-#,0;0} B")
                : "?";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
        => GetValue(summary, benchmarkCase);

    private static long? Allocated(Summary summary, BenchmarkCase benchmarkCase)
        => summary[benchmarkCase]?.GcStats.GetBytesAllocatedPerOperation(benchmarkCase);
}
