/** The packaged service as a process, spoken to from outside by the official clients and by hand. */
@NullMarked
package com.openride.fleet.e2e;

import org.jspecify.annotations.NullMarked;
