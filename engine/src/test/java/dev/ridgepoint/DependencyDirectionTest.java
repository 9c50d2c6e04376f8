package dev.ridgepoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.predict.PhaseTotals;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.workload.Operator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the engine's packages may know of one another, and what none of them may know at all. */
class DependencyDirectionTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ridgepoint");

    @Test
    void packagesDependInOneDirection() {
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("dev.ridgepoint..")
                .layer("library").definedBy("dev.ridgepoint")
                .layer("unit").definedBy("dev.ridgepoint.unit")
                .layer("input").definedBy("dev.ridgepoint.input")
                .layer("architecture").definedBy("dev.ridgepoint.architecture")
                .layer("format").definedBy("dev.ridgepoint.format")
                .layer("hardware").definedBy("dev.ridgepoint.hardware..")
                .layer("workload").definedBy("dev.ridgepoint.workload")
                .layer("backend").definedBy("dev.ridgepoint.backend")
                .layer("roofline").definedBy("dev.ridgepoint.roofline")
                .layer("predict").definedBy("dev.ridgepoint.predict")
                .layer("published").definedBy("dev.ridgepoint.published")
                .layer("require").definedBy("dev.ridgepoint.require")
                .layer("sensitivity").definedBy("dev.ridgepoint.sensitivity")
                .layer("collective").definedBy("dev.ridgepoint.collective")
                .layer("parallel").definedBy("dev.ridgepoint.parallel")
                .layer("concurrency").definedBy("dev.ridgepoint.concurrency")
                .layer("energy").definedBy("dev.ridgepoint.energy")
                .layer("serving").definedBy("dev.ridgepoint.serving")
                .layer("sweep").definedBy("dev.ridgepoint.sweep")
                .whereLayer("library").mayNotBeAccessedByAnyLayer()
                .whereLayer("concurrency").mayNotBeAccessedByAnyLayer()
                .whereLayer("energy").mayOnlyBeAccessedByLayers("serving", "sweep")
                .whereLayer("collective").mayNotAccessAnyLayer()
                .whereLayer("collective").mayOnlyBeAccessedByLayers("workload", "roofline", "predict", "parallel", "energy")
                .whereLayer("parallel").mayOnlyBeAccessedByLayers("concurrency", "energy")
                .whereLayer("published").mayNotBeAccessedByAnyLayer()
                .whereLayer("require").mayOnlyBeAccessedByLayers("library")
                .whereLayer("sensitivity").mayOnlyBeAccessedByLayers("library")
                .whereLayer("serving").mayOnlyBeAccessedByLayers("library")
                .whereLayer("sweep").mayNotBeAccessedByAnyLayer()
                .whereLayer("predict").mayOnlyBeAccessedByLayers("published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("backend").mayOnlyBeAccessedByLayers("roofline", "predict", "parallel", "concurrency", "energy", "serving", "library")
                .whereLayer("roofline").mayOnlyBeAccessedByLayers("predict", "published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("workload").mayOnlyBeAccessedByLayers(
                        "backend", "roofline", "predict", "published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("hardware").mayOnlyBeAccessedByLayers(
                        "workload", "backend", "roofline", "predict", "published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("format").mayOnlyBeAccessedByLayers(
                        "hardware", "workload", "backend", "roofline", "predict", "published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("architecture").mayOnlyBeAccessedByLayers(
                        "format", "workload", "roofline", "predict", "published", "require", "sensitivity", "serving", "sweep",
                        "parallel", "concurrency", "energy", "library")
                .whereLayer("unit").mayNotAccessAnyLayer()
                .whereLayer("input").mayOnlyAccessLayers("unit")
                .check(ENGINE);
    }

    @Test
    void noPackagesDependOnOneAnotherInACircle() {
        slices().matching("dev.ridgepoint.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void theModelKnowsNeitherMeasuringNorFacesNorScreens() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("dev.ridgepoint.measure..", "dev.ridgepoint.cli..", "java.awt..", "javax.swing..")
                .check(ENGINE);
    }

    @Test
    void theModelHasNoClock() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.time..")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .check(ENGINE);
    }

    @Test
    void onlyReadersReadFiles() {
        noClasses().that().resideInAnyPackage(
                        "dev.ridgepoint.unit", "dev.ridgepoint.format", "dev.ridgepoint.workload", "dev.ridgepoint.roofline", "dev.ridgepoint.predict",
                        "dev.ridgepoint.published", "dev.ridgepoint.require", "dev.ridgepoint.sensitivity", "dev.ridgepoint.collective",
                        "dev.ridgepoint.parallel", "dev.ridgepoint.concurrency", "dev.ridgepoint.energy", "dev.ridgepoint.serving")
                .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio..", "com.fasterxml..")
                .check(ENGINE);
    }

    /** A sweep predicts millions of points: no streams, lambdas or collections between its first multiplication and its last. */
    @Test
    void theHotPathHasNoStreamsAndNoCollections() {
        DescribedPredicate<JavaClass> allocating = new DescribedPredicate<>("of streams or collections") {
            @Override
            public boolean test(JavaClass target) {
                return target.getPackageName().startsWith("java.util") && !target.isEquivalentTo(java.util.Objects.class);
            }
        };
        classes().that().haveFullyQualifiedName("dev.ridgepoint.predict.RunCost")
                .or().haveFullyQualifiedName("dev.ridgepoint.predict.AffineMaximum")
                .or().belongToAnyOf(Totals.class, PhaseTotals.class, AttentionSpan.class, Operator.class)
                .should().onlyDependOnClassesThat(DescribedPredicate.not(allocating))
                .check(ENGINE);
        Set<String> hot = Set.of("prefill", "decode", "homeLevel");
        List<JavaCodeUnit> methods = ENGINE.get(Predictor.class).getCodeUnits().stream()
                .filter(unit -> hot.contains(unit.getName()) || unit.getName().equals("predict") && unit.getRawParameterTypes().size() == 3)
                .toList();
        assertThat(methods).hasSize(4);
        for (JavaCodeUnit method : methods) {
            assertThat(method.getCallsFromSelf()).as(method.getFullName())
                    .noneMatch(call -> allocating.test(call.getTargetOwner()) || call.getTarget().getName().equals("<init>"));
        }
    }
}
