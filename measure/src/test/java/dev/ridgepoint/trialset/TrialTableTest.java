package dev.ridgepoint.trialset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTableTest {

    @TempDir
    private Path folder;

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TrialTable read(Path... files) {
        return TrialFiles.read(List.of(files), ColumnNames.asWritten());
    }

    private static void mistake(Runnable reading, String... parts) {
        assertThatThrownBy(reading::run).isInstanceOf(InvalidInputException.class).message().contains(parts).doesNotContain("\n");
    }

    @Test
    void cellsThatSayNothingAreMissing() {
        TrialTable table = read(file("a.csv", "model,latency_ms\na,1.5\nb,\nc,NA\nd, nan \ne,-2e1\n"));
        assertThat(table.numbers("latency_ms")).containsExactly(1.5, Double.NaN, Double.NaN, Double.NaN, -20);
        assertThat(table.words("model")).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void textInAColumnOfNumbersNamesItsRow() {
        TrialTable table = read(file("a.csv", "model,latency_ms\na,1.5\nb,Error\n"));
        mistake(() -> table.numbers("latency_ms"), "a.csv:3: latency_ms: 'Error' is not a number", "--drop 'latency_ms=Error'");
        mistake(() -> read(file("b.csv", "x\n1\n1f\n")).numbers("x"), "b.csv:3", "'1f' is not a number");
        mistake(() -> read(file("c.csv", "x\nInfinity\n")).numbers("x"), "c.csv:2", "'Infinity'");
    }

    @Test
    void aMistypedColumnIsOfferedTheNearest() {
        TrialTable table = read(file("a.csv", "model,latency_ms\na,1.5\n"));
        mistake(() -> table.numbers("latncy_ms"), "a.csv: has no column 'latncy_ms'", "did you mean 'latency_ms'?");
        mistake(() -> table.words("zzz"), "there are model, latency_ms");
    }

    @Test
    void filesAreLaidOneBelowTheOther() {
        TrialTable table = read(file("a.csv", "model,latency_ms\na,1\n"), file("b.csv", "latency_ms,task\n2,QA\n"));
        assertThat(table.names()).containsExactly("model", "latency_ms", "task");
        assertThat(table.numbers("latency_ms")).containsExactly(1, 2);
        assertThat(table.words("task")).containsExactly("", "QA");
        assertThat(table.files()).hasSize(2);
    }

    @Test
    void headersOfAnyLanguageAreRenamed() {
        Path trials = file("a.csv", "\ufeff모델,지연시간\na,1\n");
        Path names = file("names.yaml", "latency_ms: 지연시간\nmodel: 모델\n");
        assertThat(TrialFiles.read(List.of(trials), ColumnNames.read(names)).names()).containsExactly("model", "latency_ms");
        Path mistyped = file("mistyped.yaml", "model: 모델\nlatency_ms: 지연시\n");
        mistake(() -> TrialFiles.read(List.of(trials), ColumnNames.read(mistyped)), "mistyped.yaml:2", "no file has a column '지연시'", "'지연시간'");
        Path twice = file("twice.yaml", "a: 모델\nb: 모델\n");
        mistake(() -> ColumnNames.read(twice), "twice.yaml:2", "already called 'a'");
        Path same = file("same.yaml", "지연시간: 모델\n");
        mistake(() -> TrialFiles.read(List.of(trials), ColumnNames.read(same)), "two columns have this name once they are renamed");
    }

    @Test
    void workbooksAreReadAsTheyAreStored() throws IOException {
        Path path = folder.resolve("trials.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook(); OutputStream out = Files.newOutputStream(path)) {
            XSSFSheet sheet = workbook.createSheet("Sheet2");
            XSSFRow header = sheet.createRow(0);
            header.createCell(0).setCellValue("모델");
            header.createCell(2).setCellValue("지연시간");
            var rounded = workbook.createCellStyle();
            rounded.setDataFormat(workbook.createDataFormat().getFormat("0"));
            for (int i = 1; i < 4; i++) {
                // The second of three rows holds no time, and one between them nothing at all.
                XSSFRow row = sheet.createRow(i == 3 ? 4 : i);
                row.createCell(0).setCellValue("m" + i);
                if (i != 2) {
                    row.createCell(2).setCellValue(1000.25 + i);
                    row.getCell(2).setCellStyle(rounded);
                }
            }
            sheet.createRow(5).createCell(2).setCellValue("Error");
            workbook.write(out);
        }
        TrialTable table = read(path);
        assertThat(table.names()).containsExactly("모델", "지연시간");
        assertThat(table.words("모델")).containsExactly("m1", "m2", "m3", "");
        mistake(() -> table.numbers("지연시간"), "trials.xlsx:6: 지연시간: 'Error' is not a number");
        assertThat(table.rows(row -> row < 3).numbers("지연시간")).containsExactly(1001.25, Double.NaN, 1003.25);
        assertThat(TrialFiles.read(List.of(path), ColumnNames.asWritten(), Optional.of("Sheet2")).size()).isEqualTo(4);
        mistake(() -> TrialFiles.read(List.of(path), ColumnNames.asWritten(), Optional.of("Sheet1")), "has no sheet 'Sheet1'; there are Sheet2; did you mean 'Sheet2'?");
        mistake(() -> TrialFiles.read(List.of(file("a.csv", "a\n1\n")), ColumnNames.asWritten(), Optional.of("Sheet2")), "--sheet 'Sheet2': no file is a workbook");
    }

    @Test
    void filesThatAreNoTrialsAreRefused() throws IOException {
        mistake(() -> read(folder.resolve("none.csv")), "none.csv: no such file");
        mistake(() -> read(folder), "is a folder");
        mistake(() -> read(file("empty.csv", "")), "is empty");
        mistake(() -> read(file("header.csv", "a,b\n")), "has a header and no rows");
        mistake(() -> read(file("ragged.csv", "a,b\n1\n")), "ragged.csv:2", "1 cell under 2 columns");
        mistake(() -> read(file("broken.xlsx", "PK\u0003\u0004 and no more")), "broken.xlsx: is not a workbook that can be read");
        mistake(() -> read(file("run.json", "{\"a\": 1}")), "run.json: is not a benchmark run");
        Path old = Files.write(folder.resolve("old.xls"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
        mistake(() -> read(old), "save it as .xlsx");
        Path korean = Files.write(folder.resolve("korean.csv"), new byte[] {'a', ',', 'b', '\n', (byte) 0xb0, (byte) 0xfa, ',', '1'});
        mistake(() -> read(korean),
                "korean.csv:2: is not text in UTF-8", "save it as UTF-8");
        mistake(() -> read(file("zero.csv", "a,b\n1,\0\n")), "zero.csv: is not text");
    }

    @Test
    void semicolonsAndTabsSeparateWhereNoCommaDoes() {
        for (String table : List.of("\ufeffmodel;latency_ms\r\n\"a;b\";1.5\r\n", "model\tlatency_ms\na;b\t1.5\n", "sep=;\nmodel;latency_ms\n\"a;b\";1.5\n")) {
            TrialTable read = read(file("s.csv", table));
            assertThat(read.words("model")).containsExactly("a;b");
            assertThat(read.numbers("latency_ms")).containsExactly(1.5);
        }
        assertThat(read(file("c.csv", "\"a;b\",c\n1,2\n")).names()).containsExactly("a;b", "c");
        mistake(() -> read(file("both.csv", "a;b\tc\n1;2\t3\n")), "both.csv:1: the header has semicolons and tabs");
        mistake(() -> read(file("sep.csv", "sep=;\na;b\n1\n")), "sep.csv:3: 1 cell under 2 columns");
        mistake(() -> read(file("decimal.csv", "a;b\n1;2\n1,5;2\n")).numbers("a"), "decimal.csv:3: a: '1,5' has a comma");
    }

    @Test
    void namesAreHeldOnceAndShownOnALine() {
        TrialTable table = read(file("a.csv", "model,\"latency\nms\"\n\"a\r\n b\t\u001b[31m\",1\n\"a\r\n b\t\u001b[31m\",2\n"));
        assertThat(table.words("model")).containsExactly("a b ?[31m", "a b ?[31m");
        assertThat(table.words("model").get(0)).isSameAs(table.words("model").get(1));
        assertThat(table.numbers("latency ms")).containsExactly(1, 2);
    }

    /** Twice the rows are read into about twice the memory, and a row of repeated names costs less than an object a cell would. */
    @Test
    void manyRowsAreReadIntoFewObjects() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[2];
        for (int size : new int[] {25_000, 50_000, 100_000}) {
            Path trials = file("many.csv", "model,task,latency_ms\n" + "a,x,1.25\nb,y,2.5\n".repeat(size / 2));
            long before = threads.getCurrentThreadAllocatedBytes();
            TrialTable table = read(trials);
            Selection selection = Selection.of(table, Roles.in(table, null, null, null, null, null, null), List.of(), OptionalDouble.of(1.5));
            assertThat(selection.trials().size()).isEqualTo(size);
            allocated[0] = allocated[1];
            allocated[1] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat((double) allocated[1] / allocated[0]).isBetween(1.5, 2.5);
        assertThat(allocated[1] / 100_000).isLessThan(700);
    }

    @Test
    void mistakesInJoinedColumnsNameTheJoinedFile() {
        TrialTable trials = read(file("a.csv", "model,ms\na,1\n,2\nb,3\n"));
        TrialTable joined = trials.join(read(file("m.csv", "model,size\na,1\n\nb,big\n")), "model");
        assertThat(joined.words("size")).containsExactly("1", "", "big");
        mistake(() -> joined.numbers("size"), "m.csv:4: size: 'big' is not a number; --drop 'size=big'");
        mistake(() -> joined.rows(row -> row > 1).numbers("size"), "m.csv:4: size: 'big' is not a number, and no cell of this column is");
    }

    @Test
    void columnsOfGroupsAreJoined() {
        TrialTable trials = read(file("a.csv", "model,ms\na,1\nb,2\na,3\n"));
        assertThat(trials.join(read(file("m.csv", "size,model\n7,b\n3,a\n")), "model").numbers("size")).containsExactly(3, 7, 3);
        mistake(() -> trials.join(read(file("one.csv", "size,model\n7,bb\n3,a\n")), "model"), "a.csv:3: model: 'b' has no row in", "did you mean 'bb'?");
        mistake(() -> trials.join(read(file("two.csv", "size,model\n7,a\n3,a\n")), "model"), "two.csv:3: model: a second row for 'a'");
        mistake(() -> trials.join(read(file("ms.csv", "ms,model\n7,a\n3,b\n")), "model"), "ms.csv:1: ms: the trials have a column of this name too");
    }

    @Test
    void whatIsLeftOutIsCountedInOrder() {
        TrialTable table = read(file("a.csv", "model,latency_ms,status\na,1,ok\na,2,ok\na,3,ok\na,4,ok\na,100,ok\na,,ok\na,5,failed\n,6,ok\n"));
        Roles roles = Roles.in(table, null, null, null, null, null, null);
        Selection selection = Selection.of(table, roles, List.of(Selection.Drop.parse("status=failed")), OptionalDouble.of(1.5));
        // Quartiles of 1, 2, 3, 4, 100 are 2 and 4: the fence is 4 + 1.5 x 2.
        assertThat(selection.left()).extracting(Selection.LeftOut::rows).containsExactly(1, 1, 1, 1);
        assertThat(selection.left().get(3).reason()).contains("above 7.0");
        assertThat(selection.trials().numbers("latency_ms")).containsExactly(1, 2, 3, 4);
        mistake(() -> Selection.of(table, roles, List.of(Selection.Drop.parse("status=ok")), OptionalDouble.empty()), "1 of 8 rows are left");
        mistake(() -> Selection.Drop.parse("status"), "COLUMN=VALUE");
    }
}
