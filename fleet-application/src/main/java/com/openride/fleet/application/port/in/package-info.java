/** What the outside may ask of the fleet service. One verb, one interface. */
@NullMarked
package com.openride.fleet.application.port.in;

import org.jspecify.annotations.NullMarked;
