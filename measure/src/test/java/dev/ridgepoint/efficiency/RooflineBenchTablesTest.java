package dev.ridgepoint.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import dev.ridgepoint.validate.Validator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables 3 to 5 of RooflineBench, fitted and tested. */
class RooflineBenchTablesTest {

    static final Path PUBLISHED = Path.of("../examples/rooflinebench/published.csv");
    private static final Validation VALIDATION = new Validator(Library.find()).validate(ResultFormat.read(PUBLISHED, GivenNames.NONE));

    private static List<ValidatedRow> of(String device) {
        return VALIDATION.rows().stream().filter(row -> row.hardware().id().equals(device)).toList();
    }

    @Test
    void probe() {
        for (String device : List.of("apple-m1-pro", "raspberry-pi-5-8gb")) {
            CrossFit<Efficiencies> one = CrossFit.of(of(device), Efficiencies::fit);
            CrossFit<DecodeCosts> two = CrossFit.of(of(device), DecodeCosts::fit);
            for (CrossFit<?> fit : List.of(one, two)) {
                for (HeldOut<?> half : List.of(fit.first(), fit.second())) {
                    System.out.println(half.fittedModels() + " -> " + half.testedModels());
                    if (half.rates() instanceof DecodeCosts c) {
                        System.out.println(c.efficiencies() + " " + c.launchSeconds() + " " + c.scoreSeconds());
                    }
                    for (PhaseName phase : PhaseName.values()) {
                        System.out.println("fitted " + FitError.of(phase, half.fitted()));
                        System.out.println("tested " + FitError.of(phase, half.tested()));
                    }
                }
                for (PhaseName phase : PhaseName.values()) {
                    System.out.println("both " + FitError.of(phase, fit.tested()));
                }
            }
        }
        assertThat(VALIDATION.repeated()).isNotEmpty();
    }
}
