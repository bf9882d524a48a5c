/** What the fleet service asks of the outside. One role, one interface. */
@NullMarked
package com.openride.fleet.application.port.out;

import org.jspecify.annotations.NullMarked;
