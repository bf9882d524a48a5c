/**
 * What fixes mean for a trip: detectors with thresholds, each a pure state machine over fixes in the order in which they
 * were recorded.
 */
@NullMarked
package com.openride.fleet.domain.monitor;

import org.jspecify.annotations.NullMarked;
