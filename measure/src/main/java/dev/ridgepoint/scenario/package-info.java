/**
 * Studies of scenarios: prompts and generations of several lengths, and batches of several sizes, timed with one decoder.
 *
 * <p>A {@link dev.ridgepoint.scenario.ScenarioPlan} says what is to run, {@link dev.ridgepoint.scenario.ScenarioStudy} runs it,
 * {@link dev.ridgepoint.scenario.ScenarioReport} is what it leaves behind, and {@link dev.ridgepoint.scenario.ScenarioCharts} draws it. Each scenario is a
 * {@link dev.ridgepoint.result.Benchmark} with all its discipline.
 */
package dev.ridgepoint.scenario;
