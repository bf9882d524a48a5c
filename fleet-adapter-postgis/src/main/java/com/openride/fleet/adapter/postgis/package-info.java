/** PostgreSQL with PostGIS: where it is, and whether it can carry a fleet. */
@NullMarked
package com.openride.fleet.adapter.postgis;

import org.jspecify.annotations.NullMarked;
