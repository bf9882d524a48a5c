/** The rules of the hexagon, each proved to bite. */
@NullMarked
package com.openride.fleet.architecture;

import org.jspecify.annotations.NullMarked;
