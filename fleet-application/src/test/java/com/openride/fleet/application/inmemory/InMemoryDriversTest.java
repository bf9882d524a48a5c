package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.located;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.DriversContract;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InMemoryDriversTest implements DriversContract {

    private static final GeoPoint NORTH = new GeoPoint(6.6050001, 3.3515);
    private static final GeoPoint SOUTH = new GeoPoint(6.5949999, 3.3515);

    private final InMemoryDrivers drivers = new InMemoryDrivers();

    @Override
    public Drivers drivers() {
        return drivers;
    }

    @Test
    void a_search_finds_a_driver_once_even_while_they_change_cells() throws InterruptedException {
        DriverId driver = anyDriver();
        var driving = new AtomicBoolean(true);
        move(driver, NORTH, NOON);
        for (int other = 0; other < 3000; other++) {
            move(anyDriver(), new GeoPoint(6.55 + other % 100 * 0.001, 3.30 + Math.floorDiv(other, 100) * 0.003), NOON);
        }
        var car = new Thread(() -> commute(driver, driving), "car");
        car.start();

        for (int search = 0; search < 300; search++) {
            assertThat(drivers.nearby(new Drivers.Search(
                            NORTH, 5000, Set.of(DriverStatus.ONLINE, DriverStatus.BUSY), NOON, 10_000)))
                    .extracting(place -> place.location().driver())
                    .containsOnlyOnce(driver);
        }
        driving.set(false);
        car.join(10_000);
    }

    private void commute(DriverId driver, AtomicBoolean driving) {
        for (int millis = 1; driving.get(); millis++) {
            move(driver, millis % 2 == 0 ? NORTH : SOUTH, NOON.plusMillis(millis));
            Thread.onSpinWait();
        }
    }

    private void move(DriverId driver, GeoPoint point, Instant at) {
        drivers.moved(new DriverPlace(located(driver, point, at), DriverStatus.ONLINE));
    }
}
