/** Letting clients in and out. */
@NullMarked
package com.openride.fleet.application.session;

import org.jspecify.annotations.NullMarked;
