/** Every driven port within one process: the embedded default, and the double of every other module's tests. */
@NullMarked
package com.openride.fleet.application.inmemory;

import org.jspecify.annotations.NullMarked;
