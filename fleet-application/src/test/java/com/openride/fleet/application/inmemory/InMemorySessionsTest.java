package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.contract.SessionsContract;
import com.openride.fleet.application.port.out.Sessions;

class InMemorySessionsTest implements SessionsContract {

    private final Sessions sessions = new InMemorySessions();

    @Override
    public Sessions sessions() {
        return sessions;
    }
}
