package com.openride.fleet.adapter.redis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.event.FleetEvent.DutyChanged;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What instances say to each other: {@code {"v":1,"from":"<instance>","type":"driverMoved","event":{…}}}. Anything else
 * that comes by is no message. The version changes whenever an instance of the version before could not read what is
 * written.
 */
final class EventJson {

    /** A trip with the longest route and every rider and stop has about 300 kB. */
    private static final int LONGEST = 1_000_000;

    private static final int VERSION = 1;
    private static final String MISSED = "missed";
    private static final String LET_GO = "letGo";
    private static final Map<String, Class<? extends FleetEvent>> TYPES = Map.of(
            "driverMoved", DriverMoved.class,
            "driversMoved", DriversMoved.class,
            "driverStatusChanged", DriverStatusChanged.class,
            "dutyChanged", DutyChanged.class,
            "driverTripChanged", DriverTripChanged.class,
            "tripProgressed", TripProgressed.class,
            "etaChanged", EtaChanged.class,
            "alertChanged", AlertChanged.class);
    private static final Map<Class<? extends FleetEvent>, String> NAMES =
            TYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private final JsonMapper mapper = DomainJson.mapper(LONGEST);
    private final String head;

    /** Speaks for the instance. */
    EventJson(UUID instance) {
        head = "{\"v\":" + VERSION + ",\"from\":\"" + instance + "\",\"type\":\"";
    }

    /** Whether this instance has written the text. */
    boolean isOwn(String text) {
        return text.startsWith(head);
    }

    String write(FleetEvent event) {
        return head + NAMES.get(event.getClass()) + "\",\"event\":" + json(event) + "}";
    }

    /** Says that what was published on these channels may not have reached everybody. */
    String missed(List<String> channels) {
        return head + MISSED + "\",\"channels\":" + json(channels) + "}";
    }

    /** Asks an instance to let go of the driver. */
    String letGo(DriverId driver) {
        return head + LET_GO + "\",\"driver\":" + json(driver) + "}";
    }

    /** The driver to let go of, if the text is {@link #letGo}. */
    Optional<DriverId> readLetGo(String text) {
        try {
            JsonNode message = message(text);
            return message.path("type").asText().equals(LET_GO)
                    ? Optional.of(mapper.treeToValue(message.required("driver"), DriverId.class))
                    : Optional.empty();
        } catch (JacksonException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** The event, if the text is one that this version understands. */
    Optional<FleetEvent> read(String text) {
        try {
            JsonNode message = message(text);
            Class<? extends FleetEvent> type = TYPES.get(message.path("type").asText());
            return type == null ? Optional.empty() : Optional.of(mapper.treeToValue(message.required("event"), type));
        } catch (JacksonException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** The channels of which {@link #missed} tells, if the text is such a message. */
    Optional<List<String>> readMissed(String text) {
        try {
            JsonNode message = message(text);
            List<String> channels = new ArrayList<>();
            message.required("channels").forEach(channel -> channels.add(channel.asText()));
            return message.path("type").asText().equals(MISSED) ? Optional.of(channels) : Optional.empty();
        } catch (JacksonException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private JsonNode message(String text) throws JacksonException {
        JsonNode message = text.length() > LONGEST ? MissingNode.getInstance() : mapper.readTree(text);
        if (message.path("v").asInt() != VERSION || !message.path("from").isTextual()) {
            throw new IllegalArgumentException("no message of this version");
        }
        return message;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the domain cannot be written", e);
        }
    }
}
