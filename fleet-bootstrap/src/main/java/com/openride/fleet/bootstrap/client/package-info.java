/** Clients of a running service, light enough for thousands in one process: Socket.IO on Netty, and REST. */
@NullMarked
package com.openride.fleet.bootstrap.client;

import org.jspecify.annotations.NullMarked;
