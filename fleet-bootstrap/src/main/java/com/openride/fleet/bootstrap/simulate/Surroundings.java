package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every simulated person has in common.
 *
 * @param server the service that is driven
 * @param sockets how it is reached
 * @param rest how the booking service reaches it
 * @param timer when it is time; its threads must not be blocked
 * @param clock the phones' clock
 * @param speed how many times faster than real the cars move, positive
 * @param tally what happened
 */
record Surroundings(
        FleetUnderTest server,
        SocketClients sockets,
        RestClient rest,
        ScheduledExecutorService timer,
        InstantSource clock,
        double speed,
        Tally tally) {}
