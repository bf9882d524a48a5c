package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.event.Topic;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.FleetTopic;
import com.openride.fleet.domain.event.Topic.TripTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * What channels are called. In a cluster each belongs to one of eight buckets, and all of a bucket to one slot: one
 * connection can listen to a bucket wherever it lives, and the buckets are spread evenly over the slots and so over the
 * nodes. On a single node there is one bucket without a name.
 */
final class Channels {

    private static final String PREFIX = "fleet:v1:";
    private static final int BUCKETS = 8;
    private static final int SLOTS = 16_384;

    /** What stands between the prefix and the rest, for each bucket. */
    private final List<String> tags;

    private Channels(List<String> tags) {
        this.tags = List.copyOf(tags);
    }

    static Channels of(RedisConfig config) {
        return config.isCluster() ? new Channels(spread()) : single();
    }

    static Channels single() {
        return new Channels(List.of(""));
    }

    int buckets() {
        return tags.size();
    }

    /** The slot in which all channels of the bucket are. */
    int slot(int bucket) {
        return JedisClusterCRC16.getSlot(PREFIX + tags.get(bucket));
    }

    /** Some key in the bucket's slot. */
    String key(int bucket) {
        return PREFIX + tags.get(bucket) + "any";
    }

    int bucket(String channel) {
        return IntStream.range(0, tags.size())
                .filter(bucket -> channel.startsWith(tags.get(bucket), PREFIX.length()))
                .findFirst()
                .orElse(0);
    }

    /** On which a topic's events are told. */
    String of(Topic topic) {
        String name = name(topic);
        return channel(Math.floorMod(name.hashCode(), tags.size()), name);
    }

    /** To which every instance listens. */
    String control() {
        return channel(0, "control");
    }

    /** To which one instance listens, as long as it listens to the bucket at all. */
    String instance(int bucket, String instance) {
        return channel(bucket, "instance:" + instance);
    }

    private String channel(int bucket, String name) {
        return PREFIX + tags.get(bucket) + name;
    }

    private static String name(Topic topic) {
        if (topic instanceof DriverTopic of) {
            return "driver:" + of.driver();
        }
        if (topic instanceof TripTopic of) {
            return "trip:" + of.trip();
        }
        return topic instanceof FleetTopic ? "fleet" : "ops";
    }

    /** For each eighth of the slots the first tag that lies in it. */
    private static List<String> spread() {
        List<String> tags = new ArrayList<>();
        for (int number = 0; tags.size() < BUCKETS; number++) {
            String tag = "{b" + number + "}";
            if (JedisClusterCRC16.getSlot(tag) / (SLOTS / BUCKETS) == tags.size()) {
                tags.add(tag + ":");
            }
        }
        return tags;
    }
}
