/** Where a driver was, and when. */
@NullMarked
package com.openride.fleet.domain.location;

import org.jspecify.annotations.NullMarked;
