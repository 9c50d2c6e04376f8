/**
 * Declared studies: which devices, models, formats and scenarios, which fields are swept over which values, and which figures and tables are wanted.
 *
 * <p>A {@link dev.ridgepoint.study.Study} is read by {@link dev.ridgepoint.study.StudyReader}; {@link dev.ridgepoint.study.StudyRun} evaluates its points into
 * a CSV and draws figures and the report from that CSV alone, so that what is drawn is what can be read.
 */
package dev.ridgepoint.study;
