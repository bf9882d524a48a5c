/**
 * What every implementation of a driven port must do, whatever it is built on. An adapter's test implements the
 * contract's few hooks and so runs the very tests that the in-memory one passes.
 */
@NullMarked
package com.openride.fleet.application.contract;

import org.jspecify.annotations.NullMarked;
