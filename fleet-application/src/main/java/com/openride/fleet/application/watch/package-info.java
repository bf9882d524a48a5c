/** Operators watching the fleet and its alerts. */
@NullMarked
package com.openride.fleet.application.watch;

import org.jspecify.annotations.NullMarked;
