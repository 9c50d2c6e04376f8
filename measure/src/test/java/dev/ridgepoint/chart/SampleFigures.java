package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of the kinds that papers print, for tests and, by {@link #main}, for the eye. */
final class SampleFigures {

    private SampleFigures() {}

    static final Machine M1_PRO = new Machine("M1 Pro",
            List.of(new Ceiling.Compute("fp16 5.308 TFLOP/s", 5.308e12, true), new Ceiling.Compute("fp32 5.308 TFLOP/s", 5.308e12, false)),
            List.of(new Ceiling.Memory("DRAM 204.8 GB/s", 204.8e9, true), new Ceiling.Memory("SLC 410 GB/s", 410e9, false)));

    static final Machine H100 = new Machine("H100 SXM",
            List.of(new Ceiling.Compute("fp32 66.9 TFLOP/s", 66.9e12, false), new Ceiling.Compute("tf32 matrix 494.7 TFLOP/s", 494.7e12, false),
                    new Ceiling.Compute("bf16 matrix 989.4 TFLOP/s", 989.4e12, true), new Ceiling.Compute("fp8 matrix 1978.9 TFLOP/s", 1978.9e12, false),
                    new Ceiling.Compute("int8 matrix 1978.9 TFLOP/s", 1978.9e12, false), new Ceiling.Compute("fp64 33.5 TFLOP/s", 33.5e12, false)),
            List.of(new Ceiling.Memory("L1 22.4 TB/s", 22.4e12, false), new Ceiling.Memory("L2 8.1 TB/s", 8.1e12, false),
                    new Ceiling.Memory("HBM 3.35 TB/s", 3.35e12, true)));

    /** One machine, two phases, their operators and the potential of decode. */
    static RooflineFigure phasesAndOperators() {
        List<OperatingPoint> points = new ArrayList<>();
        OperatingPoint decode = OperatingPoint.phase("M1 Pro", "decode", "decode", 1.9, 200e9);
        points.add(decode);
        points.add(OperatingPoint.phase("M1 Pro", "prefill", "prefill", 150, 4.1e12).between(3.7e12, 4.5e12));
        Object[][] operators = {
            {"gate_up_proj", 2.0, 0.62, 0.31}, {"down_proj", 2.0, 0.60, 0.155}, {"lm_head", 1.99, 0.66, 0.19},
            {"q_proj", 1.97, 0.5, 0.07}, {"o_proj", 1.96, 0.5, 0.07}, {"k_proj", 1.8, 0.3, 0.02}, {"v_proj", 1.8, 0.29, 0.02},
            {"attention", 5.6, 0.35, 0.11}, {"rmsnorm", 0.9, 0.2, 0.015}, {"rope", 0.75, 0.18, 0.01}, {"silu_mul", 0.6, 0.22, 0.01},
            {"residual", 0.25, 0.3, 0.01}, {"embed", 0.2, 0.1, 0.005}, {"softmax", 1.3, 0.12, 0.01}};
        for (Object[] o : operators) {
            double oi = (double) o[1];
            points.add(OperatingPoint.operator("M1 Pro", "decode", (String) o[0], oi, oi * 204.8e9 * (double) o[2], (double) o[3]));
        }
        Object[][] prefill = {
            {"gate_up_proj", 300.0, 0.88, 0.36}, {"down_proj", 290.0, 0.86, 0.18}, {"lm_head", 180.0, 0.8, 0.15},
            {"q_proj", 220.0, 0.82, 0.08}, {"o_proj", 220.0, 0.8, 0.08}, {"k_proj", 110.0, 0.6, 0.015}, {"v_proj", 110.0, 0.58, 0.015},
            {"attention", 64.0, 0.35, 0.07}, {"rmsnorm", 0.9, 0.02, 0.01}, {"rope", 0.75, 0.016, 0.01}, {"silu_mul", 0.6, 0.013, 0.012},
            {"residual", 0.25, 0.005, 0.008}, {"embed", 0.2, 0.003, 0.002}, {"softmax", 1.3, 0.02, 0.008}};
        for (Object[] o : prefill) {
            points.add(OperatingPoint.operator("M1 Pro", "prefill", (String) o[0], (double) o[1], 5.308e12 * (double) o[2], (double) o[3]));
        }
        return new RooflineFigure("Qwen2.5-1.5B on Apple M1 Pro", "fp16, batch 1, 128 prompt and 128 generated tokens; measured",
                List.of(M1_PRO), points, List.of(PotentialRegion.of("decode's inference potential", M1_PRO, decode)));
    }

    /** Four machines, prefill and decode on each. */
    static RooflineFigure fourMachines() {
        Machine pi = new Machine("Raspberry Pi 5", List.of(new Ceiling.Compute("fp32 153.6 GFLOP/s", 153.6e9, true)),
                List.of(new Ceiling.Memory("17.1 GB/s", 17.1e9, true)));
        Machine m1 = new Machine("M1 Pro", List.of(new Ceiling.Compute("fp16 5.3 TFLOP/s", 5.308e12, true)),
                List.of(new Ceiling.Memory("204.8 GB/s", 204.8e9, true)));
        Machine rtx = new Machine("RTX 3090", List.of(new Ceiling.Compute("fp16 71.2 TFLOP/s", 71.2e12, true)),
                List.of(new Ceiling.Memory("936.2 GB/s", 936.2e9, true)));
        Machine h100 = new Machine("H100", List.of(new Ceiling.Compute("bf16 989 TFLOP/s", 989.4e12, true)),
                List.of(new Ceiling.Memory("3.35 TB/s", 3.35e12, true)));
        List<OperatingPoint> points = List.of(
                OperatingPoint.phase("Raspberry Pi 5", "decode", "Pi 5 decode", 1.9, 14e9),
                OperatingPoint.phase("Raspberry Pi 5", "prefill", "Pi 5 prefill", 120, 85e9),
                OperatingPoint.phase("M1 Pro", "decode", "M1 Pro decode", 1.9, 290e9),
                OperatingPoint.phase("M1 Pro", "prefill", "M1 Pro prefill", 150, 4.3e12),
                OperatingPoint.phase("RTX 3090", "decode", "RTX 3090 decode", 1.9, 1.25e12),
                OperatingPoint.phase("RTX 3090", "prefill", "RTX 3090 prefill", 150, 43e12),
                OperatingPoint.phase("H100", "decode", "H100 decode", 1.9, 3.9e12),
                OperatingPoint.phase("H100", "prefill", "H100 prefill", 150, 310e12));
        return new RooflineFigure("Four devices, one model", "Qwen2.5-1.5B; theoretical ceilings", List.of(pi, m1, rtx, h100), points, List.of());
    }

    /** One machine with many formats and memory levels, two ceilings of them equal. */
    static RooflineFigure manyCeilings() {
        return new RooflineFigure("NVIDIA H100 SXM", null, List.of(H100), List.of(
                OperatingPoint.phase("H100 SXM", "batch", "batch 1", 1.9, 4.1e12),
                OperatingPoint.phase("H100 SXM", "batch", "batch 64", 78, 150e12),
                OperatingPoint.phase("H100 SXM", "batch", "prefill", 610, 640e12)), List.of());
    }

    static Map<String, RooflineChart> all() {
        Map<String, RooflineChart> charts = new TreeMap<>();
        charts.put("1-phases-screen", new RooflineChart(phasesAndOperators(), FigureSize.SCREEN));
        charts.put("2-machines-screen", new RooflineChart(fourMachines(), FigureSize.SCREEN));
        charts.put("3-ceilings-screen", new RooflineChart(manyCeilings(), FigureSize.SCREEN));
        charts.put("4-phases-column", new RooflineChart(phasesAndOperators(), FigureSize.COLUMN));
        charts.put("5-machines-column", new RooflineChart(fourMachines(), FigureSize.COLUMN));
        charts.put("6-ceilings-column", new RooflineChart(manyCeilings(), FigureSize.COLUMN));
        charts.put("7-phases-page", new RooflineChart(phasesAndOperators(), FigureSize.PAGE));
        return charts;
    }

    /** Writes every figure into the folder given, to be looked at. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, RooflineChart> chart : all().entrySet()) {
            System.out.println(ChartFiles.write(chart.getValue(), Path.of(args[0], chart.getKey())));
        }
    }
}
