package dev.ridgepoint.trialset;

import dev.ridgepoint.driver.Circularity;
import dev.ridgepoint.driver.Predictor;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.trialset.Drivers.LeftOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns a response is predicted from.
 *
 * @param predictors those
 * @param left       those that are not, and why
 * @param warned     predictors that a person asked for although they would have been left out, and why they would
 */
record DriverColumns(List<Predictor> predictors, List<LeftOut> left, List<LeftOut> warned) {

    private static final int MOST_NAMED = 2;

    /** @throws InvalidInputException if a column that was asked for is not there, or is the response */
    static DriverColumns of(TrialTable trials, Roles roles, DriverResponse response, List<String> asked) {
        if (asked.contains(response.name())) {
            throw new InvalidInputException("--predictors: '" + response.name() + "' is what is to be predicted");
        }
        List<Predictor> all = Stream.concat(trials.names().stream(), asked.stream()).distinct().filter(name -> !name.equals(response.name()))
                .map(name -> predictor(trials, name)).toList();
        Map<String, String> unfit = unfit(trials, roles, response, all);
        List<Predictor> wanted = all.stream()
                .filter(predictor -> asked.isEmpty() ? !unfit.containsKey(predictor.name()) : asked.contains(predictor.name())).toList();
        List<LeftOut> left = new ArrayList<>();
        List<LeftOut> warned = new ArrayList<>();
        unfit.forEach((name, reason) -> {
            if (asked.isEmpty()) {
                left.add(new LeftOut(name, reason));
            } else if (asked.contains(name)) {
                warned.add(new LeftOut(name, reason));
            }
        });
        return new DriverColumns(wanted, left, warned);
    }

    /** Numbers if every cell is one. */
    private static Predictor predictor(TrialTable trials, String name) {
        List<String> words = trials.words(name);
        try {
            if (words.stream().anyMatch(word -> !word.isEmpty())) {
                return new Predictor.Numbers(name, trials.numbers(name));
            }
        } catch (InvalidInputException e) {
            // A column of words.
        }
        return new Predictor.Names(name, words);
    }

    /** What predicts nothing, or everything. The first reason counts. */
    private static Map<String, String> unfit(TrialTable trials, Roles roles, DriverResponse response, List<Predictor> all) {
        Map<String, String> unfit = new LinkedHashMap<>();
        for (Predictor predictor : all) {
            empty(trials.words(predictor.name()), predictor).ifPresent(reason -> unfit.put(predictor.name(), reason));
        }
        boolean rate = DriverResponse.isTimed(response.name()) || response.name().equals(roles.latency());
        if (rate) {
            for (Predictor predictor : all) {
                if (predictor.name().equals(roles.latency()) || predictor instanceof Predictor.Numbers && DriverResponse.isTimed(predictor.name())) {
                    unfit.putIfAbsent(predictor.name(), "is a time or a rate of the same trial, as '" + response.name() + "' is, and contains the answer");
                }
            }
        }
        List<Predictor.Numbers> numbers = all.stream().filter(p -> !unfit.containsKey(p.name())).filter(Predictor.Numbers.class::isInstance)
                .map(Predictor.Numbers.class::cast).toList();
        Circularity.in(response.name(), response.values(), numbers, name -> name.equals(roles.latency()) || DriverResponse.isTimed(name))
                .forEach((name, reason) -> unfit.putIfAbsent(name, reason + ", and contains the answer"));
        List<String> describing = all.stream().map(Predictor::name).filter(name -> !name.equals(roles.group()) && !unfit.containsKey(name))
                .filter(name -> isOneAGroup(trials.words(roles.group()), trials.words(name))).toList();
        if (!describing.isEmpty()) {
            int more = describing.size() - MOST_NAMED;
            String said = describing.stream().limit(MOST_NAMED).map(name -> "'" + name + "'").collect(Collectors.joining(more > 0 ? ", " : " and "));
            unfit.putIfAbsent(roles.group(), "names the groups; " + said + (more > 0 ? " and " + more + " more" : "")
                    + (describing.size() == 1 ? " says" : " say") + " what they are");
        }
        return unfit;
    }

    private static Optional<String> empty(List<String> words, Predictor predictor) {
        long missing = words.stream().filter(String::isEmpty).count();
        long different = words.stream().filter(word -> !word.isEmpty()).distinct().count();
        long written = words.size() - missing;
        if (missing * 2 > words.size()) {
            return Optional.of("is missing in " + missing + " of " + words.size() + " trials");
        }
        if (different < 2) {
            return Optional.of("is the same in every trial");
        }
        if (predictor instanceof Predictor.Names) {
            return different * 2 <= written ? Optional.empty() : Optional.of("has a name of its own for nearly every trial");
        }
        double[] numbers = Arrays.stream(((Predictor.Numbers) predictor).values()).filter(Double::isFinite).toArray();
        boolean whole = Arrays.stream(numbers).allMatch(number -> number == Math.rint(number));
        return whole && different == written ? Optional.of("is another whole number in every trial, as a counter is") : Optional.empty();
    }

    private static boolean isOneAGroup(List<String> groups, List<String> words) {
        Map<String, String> of = new HashMap<>();
        for (int row = 0; row < words.size(); row++) {
            String first = of.putIfAbsent(groups.get(row), words.get(row));
            if (first != null && !first.equals(words.get(row))) {
                return false;
            }
        }
        return true;
    }
}
