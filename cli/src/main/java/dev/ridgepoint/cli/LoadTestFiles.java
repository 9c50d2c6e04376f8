package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.loadtest.LoadTest;
import dev.ridgepoint.loadtest.LoadTestCase;
import dev.ridgepoint.loadtest.LoadTestCases;
import dev.ridgepoint.loadtest.LoadTestResult;
import dev.ridgepoint.validate.LoadTestCsv;
import dev.ridgepoint.validate.SkippedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The load tests of files, each with what it names.
 *
 * @param cases   those that the library accounts for
 * @param skipped the others
 */
record LoadTestFiles(List<LoadTestCase> cases, List<SkippedRow> skipped) {

    /**
     * Whether files hold load tests.
     *
     * @throws InvalidInputException if some do and some do not
     */
    static boolean areLoadTests(List<Path> files) {
        List<Path> holding = files.stream().filter(LoadTestCsv::holds).toList();
        if (!holding.isEmpty() && holding.size() < files.size()) {
            throw new InvalidInputException(holding.get(0).toString(), "holds load tests of servers, which are not compared together with other results");
        }
        return !holding.isEmpty();
    }

    static LoadTestFiles read(List<Path> files, Library library) {
        LoadTestCases named = new LoadTestCases(library);
        List<LoadTestCase> cases = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (Path file : files) {
            for (LoadTest test : LoadTestCsv.read(file)) {
                try {
                    cases.add(named.of(test));
                } catch (InvalidInputException | NotModelledException e) {
                    skipped.add(new SkippedRow(test.place(), e.getMessage()));
                }
            }
        }
        return new LoadTestFiles(cases, skipped);
    }

    /** Predictions under each test's own runtime, or under one; ideal where the library has none of that name. */
    List<LoadTestResult> results(Library library, String runtime) {
        Map<String, Optional<Backend>> backends = new HashMap<>();
        List<String> known = library.runtimeCatalog().ids();
        return cases.stream().map(test -> {
            String name = runtime.equals(RuntimeOption.NAMED) ? test.test().runtime() : runtime;
            Optional<Backend> backend = backends.computeIfAbsent(name, id -> id.equals(RuntimeOption.IDEAL)
                    || runtime.equals(RuntimeOption.NAMED) && !known.contains(id) ? Optional.empty() : Optional.of(RuntimeOption.backend(library, id)));
            return backend.map(b -> LoadTestResult.of(test, b)).orElseGet(() -> LoadTestResult.ideal(test));
        }).toList();
    }
}
