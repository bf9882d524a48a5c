/** How often and how many. */
@NullMarked
package com.openride.fleet.domain.limit;

import org.jspecify.annotations.NullMarked;
