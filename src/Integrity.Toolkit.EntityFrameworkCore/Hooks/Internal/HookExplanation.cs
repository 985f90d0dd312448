using System.Globalization;
using System.Text;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Renders the plan of an entity type for people.</summary>
internal static class HookExplanation
{
    public static string Of(IModel model, IEntityType entityType)
    {
        var text = new StringBuilder(entityType.ShortName());
        if (ModelPlan.Of(model).Find<HooksPlan>(entityType) is not { } plan)
        {
            return text.Append(": no hooks").AppendLine().ToString();
        }

        text.AppendLine(plan.Mode == EnforcementMode.Observe ? " (rejections are only logged)" : "");
        foreach (var point in plan.Calls.GroupBy(call => call.Point))
        {
            text.Append("  ").Append(point.Key).AppendLine();
            var i = 0;
            foreach (var call in point)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {++i}. {call.Descriptor.Name}{Remarks(entityType, plan, call)}").AppendLine();
            }
        }

        return text.ToString();
    }

    private static string Remarks(IEntityType entityType, HooksPlan plan, HookCall call)
    {
        var remarks = new List<string>();
        if (call.Descriptor.Target != entityType.ClrType)
        {
            remarks.Add($"for every {call.Descriptor.Target.ShortDisplayName()}");
        }

        var others = plan.Calls.Where(other => other.Point == call.Point).Select(other => other.Descriptor).ToList();
        remarks.AddRange(Present(call.Descriptor.RunAfter, others).Select(name => $"after {name}"));
        remarks.AddRange(Present(call.Descriptor.RunBefore, others).Select(name => $"before {name}"));
        if (call.Members.Count > 0)
        {
            remarks.Add($"when {string.Join(" or ", call.Members)} changed");
        }

        if (call.IsAsyncOnly)
        {
            remarks.Add("asynchronous only");
        }

        return remarks.Count == 0 ? "" : $" ({string.Join(", ", remarks)})";
    }

    private static IEnumerable<string> Present(IEnumerable<Type> named, List<HookDescriptor> present)
        => named.SelectMany(type => present.Where(hooks => type.IsAssignableFrom(hooks.Type))).Select(hooks => hooks.Name);
}
