package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.access.Role;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How one event is answered.
 *
 * @param roles who may say it; at least one of these is needed
 * @param budgeted whether it counts against the socket's events per second
 * @param blocking whether answering may block
 * @param answer answers it, or throws
 */
record Route(Set<Role> roles, boolean budgeted, boolean blocking, Consumer<Call> answer) {}
