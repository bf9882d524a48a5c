/** A run from its plan to its end. */
@NullMarked
package com.openride.fleet.domain.trip;

import org.jspecify.annotations.NullMarked;
