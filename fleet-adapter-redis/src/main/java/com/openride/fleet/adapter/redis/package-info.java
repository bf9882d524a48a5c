/** Redis: where it is, and whether it answers. */
@NullMarked
package com.openride.fleet.adapter.redis;

import org.jspecify.annotations.NullMarked;
