package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.DriverRecord;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** Drivers and their duty, each change in one transaction; where they are is kept by {@link PositionTable}. */
final class PostgisDrivers implements Drivers {

    private static final String MAKE = """
            INSERT INTO driver (id, declared, signed_off_on_trip, unreachable, last_seen_at)
            VALUES (:driver, :declared, :signedOff, :unreachable, :seen) ON CONFLICT (id) DO NOTHING
            """;

    private static final String FIND = "SELECT * FROM driver WHERE id = :driver";

    private static final String CHANGE = """
            UPDATE driver SET declared = :declared, signed_off_on_trip = :signedOff, unreachable = :unreachable,
                last_seen_at = greatest(last_seen_at, :seen)
            WHERE id = :driver
            """;

    // In the order of ids, so that two instances never wait for each other in a circle.
    private static final String REACHED = """
            INSERT INTO driver (id, declared, signed_off_on_trip, unreachable, last_seen_at)
            SELECT id, :declared, :signedOff, :unreachable, :seen FROM unnest(:drivers) AS id ORDER BY id
            ON CONFLICT (id) DO UPDATE SET unreachable = false,
                last_seen_at = greatest(driver.last_seen_at, excluded.last_seen_at)
            RETURNING *
            """;

    private final Database database;
    private final PositionTable positions;

    PostgisDrivers(Database database, PositionTable positions) {
        this.database = database;
        this.positions = positions;
    }

    @Override
    public Optional<DriverRecord> find(DriverId driver) {
        return database.ask(handle -> handle.createQuery(FIND)
                .bind("driver", driver.value())
                .map((row, context) -> new DriverRecord(driver, duty(row), Columns.instant(row, "last_seen_at")))
                .findFirst());
    }

    @Override
    public Duty change(DriverId driver, UnaryOperator<Duty> change, Instant seenAt) {
        return database.ask(handle -> {
            bind(handle.createUpdate(MAKE), Duty.NONE, seenAt)
                    .bind("driver", driver.value())
                    .execute();
            Duty before = handle.createQuery(FIND + " FOR UPDATE")
                    .bind("driver", driver.value())
                    .map((row, context) -> duty(row))
                    .one();
            Duty after = change.apply(before);
            bind(handle.createUpdate(CHANGE), after, seenAt)
                    .bind("driver", driver.value())
                    .execute();
            return after;
        });
    }

    @Override
    public Map<DriverId, Duty> reached(Set<DriverId> drivers, Instant seenAt) {
        List<UUID> ids = drivers.stream().map(DriverId::value).toList();
        return database.ask(handle -> bind(handle.createQuery(REACHED), Duty.NONE, seenAt)
                .bindArray("drivers", UUID.class, ids)
                .map((row, context) -> Map.entry(new DriverId(row.getObject("id", UUID.class)), duty(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void moved(DriverPlace place) {
        positions.moved(place);
    }

    @Override
    public void turned(DriverId driver, DriverStatus status) {
        positions.turned(driver, status);
    }

    @Override
    public Optional<DriverPlace> place(DriverId driver) {
        return positions.place(driver);
    }

    @Override
    public List<DriverPlace> nearby(Search search) {
        return positions.nearby(search);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Duty duty, Instant seenAt) {
        return statement
                .bind("declared", duty.declared().name())
                .bind("signedOff", duty.signedOffOnTrip())
                .bind("unreachable", duty.unreachable())
                .bind("seen", seenAt);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        return new Duty(
                DriverStatus.valueOf(Columns.text(row, "declared")),
                row.getBoolean("signed_off_on_trip"),
                row.getBoolean("unreachable"));
    }
}
