/** Loads a running service until it bends: many sockets, sends by the clock, percentiles, and what it costs the server. */
@NullMarked
package com.openride.fleet.bootstrap.load;

import org.jspecify.annotations.NullMarked;
