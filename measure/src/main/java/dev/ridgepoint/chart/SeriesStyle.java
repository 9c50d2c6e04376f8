package dev.ridgepoint.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which series of a scatter stand by themselves: those with the most points, as many as colours can be told apart; the rest share a grey.
 *
 * @param names    the series with a colour of their own, most points first
 * @param others   names that share the grey
 */
record SeriesStyle(List<String> names, List<String> others) {

    private static final int MOST = 6;

    /** The style of series given once a point. */
    static SeriesStyle of(List<String> seriesOfPoints) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        seriesOfPoints.forEach(series -> counts.merge(series, 1, Integer::sum));
        List<String> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Comparator.comparing((String name) -> -counts.get(name)));
        return sorted.size() <= MOST ? new SeriesStyle(sorted, List.of())
                : new SeriesStyle(sorted.subList(0, MOST - 1), sorted.subList(MOST - 1, sorted.size()));
    }

    /** Place of a series among those shown: the others share the last. */
    int index(String series) {
        int index = names.indexOf(series);
        return index < 0 ? names.size() : index;
    }

    /** How many are told apart. */
    int count() {
        return names.size() + (others.isEmpty() ? 0 : 1);
    }

    String label(int index) {
        return index < names.size() ? names.get(index) : "other (" + others.size() + ")";
    }

    Color colour(int index) {
        return index < names.size() ? Palette.colour(index) : Palette.FAINT_INK;
    }

    /** The marker of a measured point. */
    PointMarker filled(int index, double diameter) {
        return new PointMarker(PointMarker.Form.of(index), diameter, Palette.translucent(colour(index), 0.65), colour(index), diameter * 0.08);
    }

    /** The marker of a predicted point. */
    PointMarker hollow(int index, double diameter) {
        return new PointMarker(PointMarker.Form.of(index), diameter, Palette.translucent(Color.WHITE, 0), colour(index), diameter * 0.16);
    }
}
