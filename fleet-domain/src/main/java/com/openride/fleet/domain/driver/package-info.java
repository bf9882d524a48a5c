/** Who drives, and whether they can be asked to. */
@NullMarked
package com.openride.fleet.domain.driver;

import org.jspecify.annotations.NullMarked;
