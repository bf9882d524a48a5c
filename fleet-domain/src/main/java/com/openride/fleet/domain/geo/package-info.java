/** Places on Earth: points, directions, speeds, paths. */
@NullMarked
package com.openride.fleet.domain.geo;

import org.jspecify.annotations.NullMarked;
