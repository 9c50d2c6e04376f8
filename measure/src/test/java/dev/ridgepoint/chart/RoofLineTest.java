package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoofLineTest {

    @ParameterizedTest
    @CsvSource({
        "fp8 1979 TFLOP/s,int8 1979 TFLOP/s,fp8 / int8 1979 TFLOP/s",
        "fp8 1979 TFLOP/s,int8 1979 TOP/s,fp8 1979 TFLOP/s / int8 1979 TOP/s",
        "fp8 1979 TFLOP/s,int8 1970 TFLOP/s,fp8 1979 / int8 1970 TFLOP/s",
        "peak,peak,peak"})
    void labelsOfOneLineAreJoined(String first, String second, String joined) {
        assertThat(RoofLine.join(first, second)).isEqualTo(joined);
    }

    @Test
    void linesEndWhereTheyMeet() {
        RooflineFigure figure = SampleFigures.manyCeilings();
        LogPlane plane = LogPlane.of(figure, FigureSize.SCREEN, new Rectangle(100, 100));
        List<RoofLine> lines = RoofLine.of(SampleFigures.H100, 0, plane);
        assertThat(lines).extracting(RoofLine::label).containsExactly("fp8 / int8 matrix 1978.9 TFLOP/s", "bf16 matrix 989.4 TFLOP/s", "",
                "tf32 matrix 494.7 TFLOP/s", "fp32 66.9 TFLOP/s", "fp64 33.5 TFLOP/s", "L1 22.4 TB/s", "L2 8.1 TB/s", "HBM 3.35 TB/s", "");
        RoofLine fp32 = lines.get(4);
        assertThat(fp32.fromOi()).as("fp32 begins at L1").isCloseTo(66.9 / 22.4, within(1e-9));
        assertThat(fp32.toOi()).as("and goes on to the edge").isEqualTo(plane.oi().high());
        RoofLine l2 = lines.get(7);
        assertThat(l2.toFlops()).as("L2 ends at the highest roof").isCloseTo(1978.9e12, within(1e6));
        RoofLine hbm = lines.get(8);
        assertThat(hbm.fromOi()).isEqualTo(plane.oi().low());
        assertThat(hbm.toOi()).as("the solid part ends at the ridge").isEqualTo(SampleFigures.H100.ridge());
        assertThat(lines.get(9).toFlops()).as("and its extension at the highest roof").isCloseTo(1978.9e12, within(1e6));
    }

    @Test
    void segmentsAndBoxesTouchOrNot() {
        Outline box = Outline.of(new Rectangle(0, 0, 10, 10));
        assertThat(box.touches(Outline.of(new Rectangle(9, 9, 5, 5)))).isTrue();
        assertThat(box.touches(Outline.of(new Rectangle(11, 0, 5, 5)))).isFalse();
        assertThat(box.touches(segment(-5, 5, 15, 6))).isTrue();
        assertThat(box.touches(segment(-5, 12, 12, 30))).as("passes the corner").isFalse();
        assertThat(segment(0, 0, 1, 1).touches(segment(2, 2, 3, 3))).as("on one straight line").isFalse();
        assertThat(segment(0, 0, 2, 2).touches(segment(0, 2, 2, 0))).isTrue();
    }

    private static Outline segment(double x1, double y1, double x2, double y2) {
        return Outline.segment(new java.awt.geom.Point2D.Double(x1, y1), new java.awt.geom.Point2D.Double(x2, y2));
    }
}
