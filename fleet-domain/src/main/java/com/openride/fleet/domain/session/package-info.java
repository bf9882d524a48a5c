/** One connection of one client. */
@NullMarked
package com.openride.fleet.domain.session;

import org.jspecify.annotations.NullMarked;
