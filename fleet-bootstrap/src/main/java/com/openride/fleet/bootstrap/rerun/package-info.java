/** How a rerun of stored trips is told. */
@NullMarked
package com.openride.fleet.bootstrap.rerun;

import org.jspecify.annotations.NullMarked;
