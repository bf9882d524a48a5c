/** REST, health and the API document on Javalin. */
@NullMarked
package com.openride.fleet.adapter.rest;

import org.jspecify.annotations.NullMarked;
