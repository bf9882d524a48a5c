package com.openride.fleet.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetExceptionTest {

    @Test
    void an_invalid_value_names_its_field_and_never_the_value() {
        var fault = new InvalidValue("latitude", "must be from -90 to 90");

        assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PAYLOAD);
        assertThat(fault.field()).isEqualTo("latitude");
        assertThat(fault).hasMessage("latitude must be from -90 to 90");
        assertThat(fault.details()).containsOnly(Map.entry("field", "latitude"));
    }

    @Test
    void too_soon_tells_how_long_to_wait_and_never_not_at_all() {
        assertThat(new TooSoon(Duration.ofMillis(2500)).details()).containsEntry("retryAfterMs", 2500L);
        assertThat(new TooSoon(Duration.ofNanos(1)).details()).containsEntry("retryAfterMs", 1L);
        assertThat(new TooSoon(Duration.ZERO).details()).containsEntry("retryAfterMs", 1L);
        assertThat(new TooSoon(Duration.ofSeconds(3)).retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(new TooSoon(Duration.ZERO).code()).isEqualTo(FaultCode.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void what_is_not_there_and_what_is_none_of_the_callers_business_sound_the_same() {
        assertThat(Refused.tripNotFound()).hasMessage("no such trip");
        assertThat(Refused.tripNotFound().code()).isEqualTo(FaultCode.TRIP_NOT_FOUND);
        assertThat(Refused.driverNotFound()).hasMessage("no such driver");
        assertThat(Refused.driverNotFound().code()).isEqualTo(FaultCode.DRIVER_NOT_FOUND);
        assertThat(Refused.notPermitted().code()).isEqualTo(FaultCode.UNAUTHORIZED);
        assertThat(Refused.tripNotFound().details()).isEmpty();
    }

    @Test
    void a_refusal_is_cheap_for_it_keeps_no_trace() {
        assertThat(Refused.tripNotFound().getStackTrace()).isEmpty();
    }
}
