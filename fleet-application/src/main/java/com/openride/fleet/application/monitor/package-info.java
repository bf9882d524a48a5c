/** Watching over trips: telling what detectors find, looking again at what came late, and taking proposed steps. */
@NullMarked
package com.openride.fleet.application.monitor;

import org.jspecify.annotations.NullMarked;
