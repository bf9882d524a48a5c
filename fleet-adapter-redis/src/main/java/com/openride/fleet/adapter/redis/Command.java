package com.openride.fleet.adapter.redis;

import redis.clients.jedis.AbstractPipeline;

/** One command among several that are sent together, and what becomes of its answer. */
interface Command {

    /** Adds the command to the pipeline. */
    void send(AbstractPipeline pipeline);

    /** The pipeline has been answered. */
    void settle(RedisLink link);

    /** Redis is away. It may have done the command all the same. */
    void fail();
}
