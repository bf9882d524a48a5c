/** The live picture: what every driver on this instance is doing now, each in a serial lane of its own. */
@NullMarked
package com.openride.fleet.application.live;

import org.jspecify.annotations.NullMarked;
