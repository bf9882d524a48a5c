/** Who rides. */
@NullMarked
package com.openride.fleet.domain.rider;

import org.jspecify.annotations.NullMarked;
