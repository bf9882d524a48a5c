/** How the service is, and whether it is going away. */
@NullMarked
package com.openride.fleet.application.health;

import org.jspecify.annotations.NullMarked;
