package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.contract.AlertsContract;
import com.openride.fleet.application.contract.DriversContract;
import com.openride.fleet.application.contract.EventOutboxContract;
import com.openride.fleet.application.contract.LocationHistoryContract;
import com.openride.fleet.application.contract.LocationLogContract;
import com.openride.fleet.application.contract.ShareLinksContract;
import com.openride.fleet.application.contract.TripsContract;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.application.port.out.Trips;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Everything that is stored, by the contracts that the stores in memory fulfil as well, with two instances on one server. */
class PostgisStoreTest {

    private static PostgisConfig config;
    private static PostgisAdapter here;
    private static PostgisAdapter there;

    @BeforeAll
    static void connect() {
        config = TestDatabase.fresh();
        here = TestDatabase.connect(config);
        there = TestDatabase.connect(config);
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    private static void empty(String tables) {
        TestDatabase.execute(config, "TRUNCATE " + tables);
    }

    @Nested
    class OfTrips implements TripsContract {

        @Override
        public Trips trips() {
            return here.trips();
        }

        @Override
        public Trips elsewhere() {
            return there.trips();
        }
    }

    @Nested
    class OfDrivers implements DriversContract {

        @BeforeEach
        void nobody() {
            settle();
            empty("fleet.driver_position");
        }

        @Override
        public Drivers drivers() {
            return here.drivers();
        }

        @Override
        public Drivers elsewhere() {
            return there.drivers();
        }

        @Override
        public void settle() {
            here.settle();
            there.settle();
        }
    }

    @Nested
    class OfLocationsWritten implements LocationLogContract {

        private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        @Override
        public LocationLog log() {
            return here.locationLog();
        }

        @Override
        public LocationLog elsewhere() {
            return there.locationLog();
        }

        @Override
        public LocationHistory history() {
            return there.locationHistory();
        }

        @Override
        public Instant now() {
            return now;
        }
    }

    @Nested
    class OfLocationsRead implements LocationHistoryContract {

        private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        @Override
        public LocationHistory history() {
            return there.locationHistory();
        }

        @Override
        public LocationLog log() {
            return here.locationLog();
        }

        @Override
        public Instant now() {
            return now;
        }
    }

    @Nested
    class OfEvents implements EventOutboxContract {

        @BeforeEach
        void nothing() {
            empty("fleet.outbox_event");
        }

        @Override
        public EventOutbox outbox() {
            return here.outbox();
        }

        @Override
        public EventOutbox outboxElsewhere() {
            return there.outbox();
        }

        @Override
        public Trips writing() {
            return here.trips();
        }
    }

    @Nested
    class OfAlerts implements AlertsContract {

        @BeforeEach
        void nothing() {
            empty("fleet.alert, fleet.alert_step");
            TestDatabase.execute(config, "UPDATE fleet.alert_counter SET version = 0");
        }

        @Override
        public Alerts alerts() {
            return here.alerts();
        }

        @Override
        public Alerts elsewhere() {
            return there.alerts();
        }
    }

    @Nested
    class OfShareLinks implements ShareLinksContract {

        @Override
        public ShareLinks links() {
            return here.shareLinks();
        }

        @Override
        public ShareLinks elsewhere() {
            return there.shareLinks();
        }
    }
}
