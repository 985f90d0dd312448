using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation.Checks;

/// <summary>Rules of kinds that a constraint cannot enforce.</summary>
public sealed class UncheckableRules : EntityRules<Gauge>
{
    public UncheckableRules(string kind)
    {
        switch (kind)
        {
            case "warning":
                For(x => x.Whole).Between(1, 5).CheckInDatabase().AsWarning();
                break;
            case "create":
                OnCreate(() => For(x => x.Whole).Between(1, 5).CheckInDatabase());
                break;
            case "update":
                OnUpdate(() => For(x => x.Whole).Between(1, 5).CheckInDatabase());
                break;
            case "email":
                For(x => x.Text).Email().CheckInDatabase();
                break;
            case "future":
                For(x => x.Time).NotInFuture().CheckInDatabase();
                break;
            case "roles":
                For(x => x.Text).ChangedOnlyBy("manager").CheckInDatabase();
                break;
            case "exists":
                For(x => x.Whole).Exists<Gauge>().CheckInDatabase();
                break;
            case "unique":
                For(x => x.Text).Unique().CheckInDatabase();
                break;
            case "code":
                For(x => x.Text).Must(text => text.Length > 3, "gauge.text").CheckInDatabase();
                break;
            case "context":
                Rule((x, context) => context.Now.Year > x.Whole, "gauge.context").CheckInDatabase();
                break;
            default:
                For(x => x.Text).OneOf(["a"], StringComparer.OrdinalIgnoreCase).CheckInDatabase();
                break;
        }
    }
}
