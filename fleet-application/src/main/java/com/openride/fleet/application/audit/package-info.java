/** The use cases that open sessions and follow trips, with what goes through them noted. */
@NullMarked
package com.openride.fleet.application.audit;

import org.jspecify.annotations.NullMarked;
