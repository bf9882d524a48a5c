/** What can go wrong, each with the code the outside sees. */
@NullMarked
package com.openride.fleet.domain.fault;

import org.jspecify.annotations.NullMarked;
