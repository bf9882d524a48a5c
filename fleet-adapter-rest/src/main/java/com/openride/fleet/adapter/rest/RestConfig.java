package com.openride.fleet.adapter.rest;

/**
 * How REST is served. It listens for the router in front of it alone, which vouches for the client's address.
 *
 * @param host the address to listen on, loopback unless there is a reason
 * @param port 0 to 65535; 0 takes any free one
 * @param requestsPerMinute how many requests one subject may make; 0 for no limit; services have none
 * @param serviceName what the service calls itself
 * @param version the version that is running
 * @param asyncApi the document that describes the events of sockets, in JSON; empty when there is none to show
 */
public record RestConfig(
        String host, int port, int requestsPerMinute, String serviceName, String version, String asyncApi) {

    /** What the wire contract says, on a free loopback port. */
    public static RestConfig onLoopback(String version) {
        return new RestConfig("127.0.0.1", 0, 120, "fleet-service", version, "");
    }

    /** The same, with another limit and name. */
    public RestConfig with(int limit, String name) {
        return new RestConfig(host, port, limit, name, version, asyncApi);
    }

    /** The same, with the events of sockets described. */
    public RestConfig describing(String events) {
        return new RestConfig(host, port, requestsPerMinute, serviceName, version, events);
    }
}
