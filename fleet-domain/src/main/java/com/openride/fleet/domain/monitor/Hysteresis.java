package com.openride.fleet.domain.monitor;

import java.time.Duration;

/**
 * How long something must hold before it is spoken of, and how long its opposite before it is over. What begins is
 * forgotten after the same calm.
 *
 * @param triggerAfter held for so long
 * @param triggerFixes and seen in so many fixes
 * @param clearAfter calm for so long
 */
record Hysteresis(Duration triggerAfter, int triggerFixes, Duration clearAfter) {}
