package com.openride.fleet.domain.session;

/**
 * Where a connection comes from.
 *
 * @param address the client's address as far as trusted proxies vouch for it; never used to decide rights
 * @param transport how it first connected
 */
public record ClientOrigin(String address, Transport transport) {}
