/** What drivers say of themselves, and what others may know of them. */
@NullMarked
package com.openride.fleet.application.driver;

import org.jspecify.annotations.NullMarked;
