package dev.ridgepoint.statistics;

import java.util.List;

/** Student's t of one sample: whether numbers come from a distribution whose mean is on one side of a bound (Student 1908). */
public final class OneSampleT {

    private OneSampleT() { }

    /** Whether their mean is greater than {@code bound}. @throws UndefinedStatisticException if there are fewer than two numbers, or they do not vary */
    public static TestResult greater(double bound, double... values) {
        return test("One-sample t test, greater", 1, bound, values);
    }

    /** Whether their mean is less than {@code bound}. @throws UndefinedStatisticException if there are fewer than two numbers, or they do not vary */
    public static TestResult less(double bound, double... values) {
        return test("One-sample t test, less", -1, bound, values);
    }

    private static TestResult test(String name, int side, double bound, double... values) {
        Sample.of(name, 2, values).varying();
        Moments moments = Moments.of(values);
        double degrees = moments.size() - 1.0;
        double t = (moments.mean() - bound) / (moments.standardDeviation() / Math.sqrt(moments.size()));
        return new TestResult(name, "t", t, List.of(degrees), UpperTail.t(side * t, degrees));
    }
}
