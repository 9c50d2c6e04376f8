package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.PredictionFigure;
import dev.ridgepoint.chart.RooflineChart;
import dev.ridgepoint.chart.RooflineFigure;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Draw the figure that goes into the paper: operators and phases under the ceilings, and the region between decode and the ridge.
 *
 * <p>A {@link RooflineFigure} is plain data, so that it can be tested, changed or filled from measurements; how it looks is the chart's business.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.Sample_03_DrawARoofline}
 */
public class Sample_03_DrawARoofline {

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target");
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q4_k_m").orElseThrow());
        Predictor predictor = new Predictor(Workload.of(library.architecture("llama-3.1-8b"), numerics));
        Prediction prediction = predictor.predict(Roofline.of(library.hardware("rtx-4090"), numerics), Request.of(1024, 256));

        RooflineFigure figure = PredictionFigure.of(prediction);

        // PNG, SVG and PDF at the width of a paper's column; SCREEN is for slides and pages.
        ChartFiles files = ChartFiles.write(new RooflineChart(figure, FigureSize.COLUMN), folder.resolve("llama-3.1-8b-on-rtx-4090"));
        System.out.println(files.png());
        System.out.println(files.svg());
        System.out.println(files.pdf());
    }
}
