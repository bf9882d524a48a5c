/** The life of trips, and what may be read of it. */
@NullMarked
package com.openride.fleet.application.trip;

import org.jspecify.annotations.NullMarked;
