package dev.ridgepoint.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * The three files of a chart. The same chart gives the same bytes, whenever and however often it is written.
 *
 * @param png  for screens and slides
 * @param svg  with its text as text; set in DejaVu Sans or, where that is missing, Verdana, which runs as wide
 * @param pdf  for papers, at its printed size, with the font embedded
 */
public record ChartFiles(Path png, Path svg, Path pdf) {

    /**
     * Writes all three files, or none if the chart cannot be drawn. Missing folders are made. Each file is written beside its
     * place and then moved there, so that no reader meets half a file.
     *
     * @param chart  what to write
     * @param base   path and name of the files without their extension; one of the three extensions is taken off
     * @return where they lie
     * @throws IOException if a folder or a file cannot be written; its message is one line that names the file
     */
    public static ChartFiles write(PrintedChart chart, Path base) throws IOException {
        String name = base.getFileName().toString().replaceFirst("(?i)\\.(png|svg|pdf)$", "");
        ChartFiles files = new ChartFiles(base.resolveSibling(name + ".png"), base.resolveSibling(name + ".svg"),
                base.resolveSibling(name + ".pdf"));
        byte[] png = png(chart);
        byte[] svg = svg(chart);
        byte[] pdf = pdf(chart);
        replace(files.png, png);
        replace(files.svg, svg);
        replace(files.pdf, pdf);
        return files;
    }

    /** The chart as PNG. */
    static byte[] png(PrintedChart chart) throws IOException {
        int width = (int) Math.round(chart.getWidth() * chart.pixelsPerUnit());
        int height = (int) Math.round(chart.getHeight() * chart.pixelsPerUnit());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(width / (double) chart.getWidth(), height / (double) chart.getHeight());
        chart.paint(g, chart.getWidth(), chart.getHeight());
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream over memory: ImageIO would otherwise go through a file of its own.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    /** The chart as SVG. */
    static byte[] svg(PrintedChart chart) throws IOException {
        VectorGraphics2D g = new VectorGraphics2D();
        chart.paint(g, chart.getWidth(), chart.getHeight());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SVGProcessor().getDocument(g.getCommands(), new PageSize(0, 0, chart.getWidth(), chart.getHeight())).writeTo(bytes);
        // The library knows neither printed sizes nor fallback fonts, and names a DTD that parsers would fetch from the network.
        String svg = bytes.toString(StandardCharsets.UTF_8)
                .replaceFirst("<!DOCTYPE[^>]*>\\s*", "")
                .replaceFirst(" height=\"[^\"]*\"", String.format(Locale.ROOT, " height=\"%.2fpt\"", chart.heightInPoints()))
                .replaceFirst(" width=\"[^\"]*\"", String.format(Locale.ROOT, " width=\"%.2fpt\"", chart.widthInPoints()))
                .replace("&quot;DejaVu Sans&quot;", "&quot;DejaVu Sans&quot;,Verdana,sans-serif")
                .replace("\r\n", "\n");
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    /** The chart as PDF, a page of just its size. */
    static byte[] pdf(PrintedChart chart) throws IOException {
        try (PDDocument document = new PDDocument(); PdfBoxGraphics2DFontTextDrawer fonts = new PdfBoxGraphics2DFontTextDrawer()) {
            // Otherwise the time of day goes into the file's identifier.
            document.setDocumentId(1L);
            for (Typeface face : Typeface.values()) {
                try (InputStream in = face.open()) {
                    fonts.registerFont(face.at(1).getFontName(), PDType0Font.load(document, in, true));
                }
            }
            PDPage page = new PDPage(new PDRectangle((float) chart.widthInPoints(), (float) chart.heightInPoints()));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, chart.getWidth(), chart.getHeight());
            g.setFontTextDrawer(fonts);
            chart.paint(g, chart.getWidth(), chart.getHeight());
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance((float) (chart.widthInPoints() / chart.getWidth()),
                        (float) (chart.heightInPoints() / chart.getHeight())));
                content.drawForm(g.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(beside, bytes);
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException leftOver) {
                e.addSuppressed(leftOver);
            }
            throw new IOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return ((FileSystemException) e).getFile() + " is not a folder";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason()
                : e.toString().lines().findFirst().orElse("");
    }
}
