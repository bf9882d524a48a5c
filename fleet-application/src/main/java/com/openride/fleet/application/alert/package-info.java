/** Raising alerts, and what operators do with them. */
@NullMarked
package com.openride.fleet.application.alert;

import org.jspecify.annotations.NullMarked;
