/** A fleet that does not exist: drivers on routes through Lagos and the riders who watch them, as real clients. */
@NullMarked
package com.openride.fleet.bootstrap.simulate;

import org.jspecify.annotations.NullMarked;
