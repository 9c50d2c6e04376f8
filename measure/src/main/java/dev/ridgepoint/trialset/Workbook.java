package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The first sheet of an XLSX workbook, row by row: names in its first row, numbers as they are stored and not as they are shown. */
final class Workbook implements XSSFSheetXMLHandler.SheetContentsHandler {

    private final Path file;
    private final List<Sheet.Row> rows = new ArrayList<>();
    private List<String> cells = new ArrayList<>();

    private Workbook(Path file) {
        this.file = file;
    }

    /** @throws InvalidInputException if it cannot be read, is no workbook, or two columns have one name */
    static Sheet read(Path file) {
        Workbook workbook = new Workbook(file);
        try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(opened);
            XMLReader xml = XMLHelper.newXMLReader();
            xml.setContentHandler(new XSSFSheetXMLHandler(reader.getStylesTable(), new ReadOnlySharedStringsTable(opened), workbook, new AsStored(), false));
            try (InputStream sheet = reader.getSheetsData().next()) {
                xml.parse(new InputSource(sheet));
            }
        } catch (IOException | OpenXML4JException | OpenXML4JRuntimeException | SAXException | ParserConfigurationException | UnsupportedFileFormatException e) {
            throw new InvalidInputException(file.toString(), "is not a workbook that can be read: " + e.getMessage());
        }
        return workbook.sheet();
    }

    /** Numbers in full; the sheet may show 1065.48 as 1065. */
    private static final class AsStored extends DataFormatter {
        @Override
        public String formatRawCellContents(double value, int formatIndex, String formatString, boolean use1904Windowing) {
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
        }
    }

    @Override
    public void startRow(int row) {
        cells = new ArrayList<>();
    }

    @Override
    public void cell(String reference, String text, XSSFComment comment) {
        int column = reference == null ? cells.size() : new CellReference(reference).getCol();
        while (cells.size() < column) {
            cells.add("");
        }
        cells.add(text == null ? "" : text);
    }

    @Override
    public void endRow(int row) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(new Sheet.Row(row + 1, cells));
        }
    }

    private Sheet sheet() {
        if (rows.isEmpty()) {
            throw new InvalidInputException(file.toString(), "its first sheet is empty");
        }
        List<String> header = rows.get(0).cells().stream().map(String::strip).toList();
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !names.add(name)) {
                throw new InvalidInputException(file.toString(), rows.get(0).line(), name, "two columns have this name");
            }
        }
        List<Sheet.Row> filled = new ArrayList<>();
        for (Sheet.Row row : rows.subList(1, rows.size())) {
            List<String> full = new ArrayList<>(row.cells());
            while (full.size() < header.size()) {
                full.add("");
            }
            filled.add(new Sheet.Row(row.line(), full));
        }
        return new Sheet(file, header, filled);
    }
}
