/** Measuring the use cases from outside them, so that none of them has to. */
@NullMarked
package com.openride.fleet.application.measure;

import org.jspecify.annotations.NullMarked;
