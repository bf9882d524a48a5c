/** What the service measures of itself, by Micrometer. */
@NullMarked
package com.openride.fleet.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
