package dev.ridgepoint.hardware.lint;

import java.util.List;

/** One thing that a trustworthy profile never does. */
interface ProfileRule {

    /** Everything in the profile that breaks the rule. */
    List<Finding> check(LintedProfile profile);
}
