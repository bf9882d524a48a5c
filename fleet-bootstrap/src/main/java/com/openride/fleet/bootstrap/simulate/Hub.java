package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.domain.geo.GeoPoint;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where OpenRide's runs begin and end in Lagos. */
enum Hub {
    VICTORIA_ISLAND(6.4281, 3.4219),
    LEKKI_PHASE_1(6.4474, 3.4780),
    IKEJA(6.5964, 3.3374),
    YABA(6.5158, 3.3696),
    SURULERE(6.4969, 3.3603),
    IKOYI(6.4541, 3.4316),
    MARYLAND(6.5773, 3.3598),
    AJAH(6.4698, 3.5651),
    OBALENDE(6.4487, 3.3951),
    OSHODI(6.5450, 3.3340);

    private final double latitude;
    private final double longitude;

    Hub(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
    }

    static Hub any(RandomGenerator chance) {
        List<Hub> all = List.of(values());
        return all.get(chance.nextInt(all.size()));
    }

    GeoPoint place() {
        return new GeoPoint(latitude, longitude);
    }
}
