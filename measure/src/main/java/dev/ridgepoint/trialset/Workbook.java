package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
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

/** One sheet of an XLSX workbook, row by row: names in its first row, numbers as they are stored and not as they are shown. */
final class Workbook implements XSSFSheetXMLHandler.SheetContentsHandler {

    private final Path file;
    private Sheet.Rows rows;
    private List<String> cells = new ArrayList<>();

    private Workbook(Path file) {
        this.file = file;
    }

    /**
     * @param name of the sheet; empty for the first
     * @throws InvalidInputException if it cannot be read, is no workbook, has no such sheet, or two columns have one name
     */
    static Sheet read(Path file, Optional<String> name) {
        Workbook workbook = new Workbook(file);
        try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(opened);
            XMLReader xml = XMLHelper.newXMLReader();
            xml.setContentHandler(new XSSFSheetXMLHandler(reader.getStylesTable(), new ReadOnlySharedStringsTable(opened), workbook, new AsStored(), false));
            try (InputStream sheet = workbook.sheet(reader.getSheetIterator(), name)) {
                xml.parse(new InputSource(sheet));
            }
        } catch (InvalidInputException mistake) {
            throw mistake;
        } catch (IOException | OpenXML4JException | SAXException | ParserConfigurationException | RuntimeException e) {
            // The library throws what it happens to meet in a damaged workbook: missing parts, numbers that are none.
            throw new InvalidInputException(file.toString(), "is not a workbook that can be read: " + e.getMessage());
        }
        return workbook.sheet(name);
    }

    private InputStream sheet(XSSFReader.SheetIterator sheets, Optional<String> wanted) throws IOException {
        List<String> names = new ArrayList<>();
        while (sheets.hasNext()) {
            InputStream sheet = sheets.next();
            if (wanted.isEmpty() || wanted.get().equals(sheets.getSheetName())) {
                return sheet;
            }
            sheet.close();
            names.add(sheets.getSheetName());
        }
        throw new InvalidInputException(file.toString(), wanted.isEmpty() ? "has no sheet of cells"
                : "has no sheet '" + wanted.get() + "'; there are " + String.join(", ", names) + Nearest.hint(wanted.get(), names));
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
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (rows == null) {
            rows = new Sheet.Rows(file, header(row + 1));
        } else {
            rows.add(row + 1, cells);
        }
    }

    private List<String> header(int line) {
        List<String> header = cells.stream().map(String::strip).toList();
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !names.add(name)) {
                throw new InvalidInputException(file.toString(), line, name, "two columns have this name");
            }
        }
        return header;
    }

    private Sheet sheet(Optional<String> name) {
        if (rows == null) {
            throw new InvalidInputException(file.toString(), name.map(own -> "its sheet '" + own + "' is empty").orElse("its first sheet is empty; --sheet names another"));
        }
        Sheet sheet = rows.sheet();
        if (sheet.size() == 0 && name.isEmpty()) {
            throw new InvalidInputException(file.toString(), "its first sheet has a header and no rows; --sheet names another");
        }
        return sheet;
    }
}
