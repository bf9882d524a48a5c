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
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;

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
            bind(handle.createUpdate(MAKE), driver, Duty.NONE, seenAt).execute();
            Duty before = handle.createQuery(FIND + " FOR UPDATE")
                    .bind("driver", driver.value())
                    .map((row, context) -> duty(row))
                    .one();
            Duty after = change.apply(before);
            bind(handle.createUpdate(CHANGE), driver, after, seenAt).execute();
            return after;
        });
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

    private static Update bind(Update update, DriverId driver, Duty duty, Instant seenAt) {
        return update.bind("driver", driver.value())
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
