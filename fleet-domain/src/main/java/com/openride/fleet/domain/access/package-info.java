/** Who is asking, and what they may ask. */
@NullMarked
package com.openride.fleet.domain.access;

import org.jspecify.annotations.NullMarked;
