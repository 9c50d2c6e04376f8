/** What a trustworthy hardware profile never says: a rule a file, and the linter that runs them all. */
package dev.ridgepoint.hardware.lint;
