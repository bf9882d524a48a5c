/** The audit: noting what goes through the use cases, and showing it to operators. */
@NullMarked
package com.openride.fleet.application.audit;

import org.jspecify.annotations.NullMarked;
