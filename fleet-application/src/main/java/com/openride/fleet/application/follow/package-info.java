/** Riders and operators following a trip and its car. */
@NullMarked
package com.openride.fleet.application.follow;

import org.jspecify.annotations.NullMarked;
