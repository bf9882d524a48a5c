package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.contract.SessionsContract;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.port.out.Sessions;
import java.time.Duration;

class InMemorySessionsTest implements SessionsContract {

    private final TestClock clock = new TestClock(Samples.NOON);
    private final Sessions sessions = new InMemorySessions(clock);

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void elapse(Duration time) {
        clock.pass(time);
    }
}
