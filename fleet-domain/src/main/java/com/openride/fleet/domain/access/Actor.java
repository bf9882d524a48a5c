package com.openride.fleet.domain.access;

import java.util.UUID;

/**
 * Who did something, and as what.
 *
 * @param subject the user or service
 * @param role the one role in which they acted
 */
public record Actor(UUID subject, Role role) {}
