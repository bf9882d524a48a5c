/** Socket.IO on Netty, deny by default, and the one port of the service. */
@NullMarked
package com.openride.fleet.adapter.socketio;

import org.jspecify.annotations.NullMarked;
