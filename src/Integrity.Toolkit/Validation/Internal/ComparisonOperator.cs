namespace Integrity.Toolkit.Validation.Internal;

internal enum ComparisonOperator
{
    AtLeast,
    AtMost,
    GreaterThan,
    LessThan,
}
