/** What happened, and who may hear of it. */
@NullMarked
package com.openride.fleet.domain.event;

import org.jspecify.annotations.NullMarked;
