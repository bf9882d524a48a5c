/** What the instances of a fleet share, in Redis. */
@NullMarked
package com.openride.fleet.adapter.redis;

import org.jspecify.annotations.NullMarked;
