/** Real traces, sent again as if they happened now, and read back to see whether anything was lost. */
@NullMarked
package com.openride.fleet.bootstrap.replay;

import org.jspecify.annotations.NullMarked;
