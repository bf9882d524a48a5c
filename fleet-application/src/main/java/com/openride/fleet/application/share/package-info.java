/** Links by which riders let others see how their trip goes. */
@NullMarked
package com.openride.fleet.application.share;

import org.jspecify.annotations.NullMarked;
