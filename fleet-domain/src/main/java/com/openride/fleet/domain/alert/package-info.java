/** What an operator must look at. */
@NullMarked
package com.openride.fleet.domain.alert;

import org.jspecify.annotations.NullMarked;
