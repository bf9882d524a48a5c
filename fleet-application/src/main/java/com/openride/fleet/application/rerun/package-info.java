/** Stored trips once more through the detectors and the estimator, against what was raised then. Writes nothing. */
@NullMarked
package com.openride.fleet.application.rerun;

import org.jspecify.annotations.NullMarked;
